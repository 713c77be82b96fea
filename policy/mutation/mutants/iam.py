"""What roles may do."""

from policy.mutation.change_statement import also, attached, elements, without
from policy.mutation.mutant import Mutant, add, drop, put

TOOLS, LIVE = "Pipeline", "production"
BUILD, SOURCE, PIPELINE = (f"Roles/{duty}/Policy/Resource" for duty in ("build", "source", "pipeline"))
START, UPDATE, APPROVAL = (f"Roles/{duty}/Policy/Resource" for duty in ("start-build", "update-pipeline", "approval"))
INSTANCE, RELEASE = "Ec2/Instances/InstanceRole/Policy/Resource", "Ec2/Release/ReleaseRole/Policy/Resource"
SERVICE, FLOW_LOGS = "Ec2/Release/ServiceRole/Policy/Resource", "Network/FlowLogs/Policy/Resource"

BUILD_ROLE, INSTANCE_ROLE = "Roles/build/Role/Resource", "Ec2/Instances/InstanceRole/Role/Resource"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
EXECUTION_ROLE = "arn:aws:iam::111111111111:role/cdk-hnb659fds-cfn-exec-role-111111111111-eu-central-1"
ALL = {"Sid": "DoAll", "Action": "*", "Resource": "*"}
PASSED = {"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}}

WILDCARD_ACTIONS = (
    Mutant("build role: s3:*", elements(TOOLS, BUILD, "ReadArtifactBucketProperties", Action="s3:*")),
    Mutant("build role: logs:*", elements(TOOLS, BUILD, "WriteLogs", Action="logs:*")),
    Mutant(
        "build role: s3:Get?ucketAcl", elements(TOOLS, BUILD, "ReadArtifactBucketProperties", Action="s3:Get?ucketAcl")
    ),
    Mutant(
        "source role: codeconnections:*", also(TOOLS, SOURCE, "ReadTheRepositoryAsCodeconnections", "codeconnections:*")
    ),
    Mutant("start-build role: codebuild:*", elements(TOOLS, START, "RunTheProjects", Action="codebuild:*")),
    Mutant("start-build role: codebuild:Batch*", also(TOOLS, START, "RunTheProjects", "codebuild:Batch*")),
    Mutant(
        "update-pipeline role: cloudformation:*", elements(TOOLS, UPDATE, "UpdateThisStack", Action="cloudformation:*")
    ),
    Mutant("update-pipeline role: iam:*", elements(TOOLS, UPDATE, "PassTheExecutionRole", Action="iam:*")),
    Mutant("pipeline role: sts:*", elements(TOOLS, PIPELINE, "RunEachActionInItsOwnRole", Action="sts:*")),
    Mutant("approval role: sns:*", elements(TOOLS, APPROVAL, "TellThatAnApprovalWaits", Action="sns:*")),
    Mutant("approval role: kms:*", elements(TOOLS, APPROVAL, "EncryptTheMessage", Action="kms:*")),
    Mutant("instance role: s3:Get*", elements(LIVE, INSTANCE, "ReadRevisions", Action="s3:Get*")),
    Mutant("instance role: every action", elements(LIVE, INSTANCE, "ReadRevisions", Action="*")),
    Mutant("instance role: ssmmessages:*", also(LIVE, INSTANCE, "TalkToSessionManager", "ssmmessages:*")),
    Mutant("release role: codedeploy:*", elements(LIVE, RELEASE, "DeployRevisions", Action="codedeploy:*")),
    Mutant("release role: kms:GenerateDataKey*", also(LIVE, RELEASE, "DecryptRevisions", "kms:GenerateDataKey*")),
    Mutant("CodeDeploy role: autoscaling:*", elements(LIVE, SERVICE, "DeployToNewInstances", Action="autoscaling:*")),
    Mutant("CodeDeploy role: ec2:Describe*", also(LIVE, SERVICE, "FindInstances", "ec2:Describe*")),
    Mutant("flow-logs role: logs:Put*", also(LIVE, FLOW_LOGS, "WriteFlowLogs", "logs:Put*")),
    Mutant(
        "instance role: all but IAM by NotAction",
        put(
            LIVE,
            INSTANCE,
            "PolicyDocument.Statement.0",
            {"Sid": "A", "Effect": "Allow", "NotAction": "iam:*", "Resource": "*"},
        ),
    ),
    Mutant(
        "release role: the action is a parameter's",
        elements(LIVE, RELEASE, "DeployRevisions", Action={"Ref": "ArtifactKeyArn"}),
    ),
)

NEW_POLICIES = (
    Mutant(
        "everything allowed by an AWS::IAM::RolePolicy",
        attached(TOOLS, "Extra", "AWS::IAM::RolePolicy", ALL, PolicyName="extra", RoleName="webapp-build"),
    ),
    Mutant(
        "everything allowed by an AWS::IAM::Policy",
        attached(TOOLS, "Extra", "AWS::IAM::Policy", ALL, PolicyName="extra", Roles=["webapp-build"]),
    ),
    Mutant(
        "everything allowed by a managed policy that names its role",
        attached(LIVE, "Extra", "AWS::IAM::ManagedPolicy", ALL, Roles=["webapp-production-instance"]),
    ),
    Mutant(
        "an inline policy on the instance role",
        put(LIVE, INSTANCE_ROLE, "Policies", [{"PolicyName": "extra", "PolicyDocument": {"Statement": [ALL]}}]),
    ),
    Mutant("AdministratorAccess on the build role", put(TOOLS, BUILD_ROLE, "ManagedPolicyArns.0", ADMINISTRATOR)),
    Mutant(
        "AmazonSSMManagedInstanceCore on the instance role",
        put(LIVE, INSTANCE_ROLE, "ManagedPolicyArns.0", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"),
    ),
    Mutant(
        "AWSCodeDeployRole on CodeDeploy's role",
        put(
            LIVE,
            "Ec2/Release/ServiceRole/Role/Resource",
            "ManagedPolicyArns.0",
            {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::aws:policy/service-role/AWSCodeDeployRole"]]},
        ),
    ),
    Mutant(
        "a policy of the account on the source role",
        put(TOOLS, "Roles/source/Role/Resource", "ManagedPolicyArns.0", "arn:aws:iam::111111111111:policy/developers"),
    ),
    Mutant(
        "AdministratorAccess as one role's boundary",
        put(TOOLS, BUILD_ROLE, "PermissionsBoundary", ADMINISTRATOR),
    ),
    Mutant(
        "a boundary on one role alone",
        put(LIVE, INSTANCE_ROLE, "PermissionsBoundary", "arn:aws:iam::444444444444:policy/boundary"),
    ),
    Mutant("sessions of twelve hours", put(TOOLS, "Roles/update-pipeline/Role/Resource", "MaxSessionDuration", 43200)),
    Mutant("a user", add(TOOLS, "Deployer", "AWS::IAM::User", UserName="deployer")),
    Mutant("a user's access key", add(TOOLS, "DeployerKey", "AWS::IAM::AccessKey", UserName="deployer")),
    Mutant("a group", add(LIVE, "Operators", "AWS::IAM::Group", GroupName="operators")),
    Mutant("a role's policy given to a user too", put(TOOLS, UPDATE, "Users", ["deployer"])),
    Mutant("a role's policy given to a group too", put(LIVE, RELEASE, "Groups", ["developers"])),
)

RESOURCES = (
    Mutant("build role: logs anywhere", elements(TOOLS, BUILD, "WriteLogs", Resource="*")),
    Mutant("start-build role: any project", elements(TOOLS, START, "RunTheProjects", Resource="*")),
    Mutant(
        "start-build role: all projects of the account",
        elements(TOOLS, START, "RunTheProjects", Resource="arn:aws:codebuild:eu-central-1:111111111111:project/*"),
    ),
    Mutant(
        "start-build role: projects of any account",
        elements(TOOLS, START, "RunTheProjects", Resource="arn:aws:codebuild:eu-central-1:*:project/webapp-build"),
    ),
    Mutant(
        "start-build role: projects of any region",
        elements(TOOLS, START, "RunTheProjects", Resource="arn:aws:codebuild:*:111111111111:project/webapp-build"),
    ),
    Mutant(
        "start-build role: a ? in the project's name",
        elements(
            TOOLS, START, "RunTheProjects", Resource="arn:aws:codebuild:eu-central-1:111111111111:project/webapp-buil?"
        ),
    ),
    Mutant("approval role: any topic", elements(TOOLS, APPROVAL, "TellThatAnApprovalWaits", Resource="*")),
    Mutant("approval role: any key", elements(TOOLS, APPROVAL, "EncryptTheMessage", Resource="*")),
    Mutant("source role: any connection", elements(TOOLS, SOURCE, "ReadTheRepositoryAsCodeconnections", Resource="*")),
    Mutant(
        "source role: any repository", without(TOOLS, SOURCE, "ReadTheRepositoryAsCodestarConnections", "Condition")
    ),
    Mutant(
        "source role: all repositories of the owner",
        elements(
            TOOLS,
            SOURCE,
            "ReadTheRepositoryAsCodeconnections",
            Condition={"StringLikeIfExists": {"codeconnections:FullRepositoryId": "example/*"}},
        ),
    ),
    Mutant("update-pipeline role: any stack", elements(TOOLS, UPDATE, "UpdateThisStack", Resource="*")),
    Mutant(
        "update-pipeline role: a scoped action beside one that takes no resource",
        also(TOOLS, UPDATE, "ValidateTemplates", "cloudformation:DeleteStack"),
    ),
    Mutant(
        "update-pipeline role: a bucket of whatever account",
        without(TOOLS, UPDATE, "ReadArtifactBucketProperties", "Condition"),
    ),
    Mutant("instance role: all buckets", elements(LIVE, INSTANCE, "ReadRevisions", Resource="*")),
    Mutant(
        "instance role: the whole artifact bucket",
        elements(LIVE, INSTANCE, "ReadRevisions", Resource="arn:aws:s3:::webapp-artifacts-111111111111-eu-central-1/*"),
    ),
    Mutant(
        "release role: buckets by a prefix of their name",
        elements(LIVE, RELEASE, "FindArtifactBucket", Resource="arn:aws:s3:::webapp-*"),
    ),
    Mutant("instance role: revisions of whatever account", without(LIVE, INSTANCE, "ReadRevisions", "Condition")),
    Mutant(
        "instance role: the account of the bucket only if it is known",
        elements(
            LIVE,
            INSTANCE,
            "ReadRevisions",
            Condition={"StringEqualsIfExists": {"aws:ResourceAccount": "111111111111"}},
        ),
    ),
    Mutant(
        "instance role: the bucket of any account, by StringLike *",
        elements(LIVE, INSTANCE, "ReadRevisions", Condition={"StringLike": {"aws:ResourceAccount": "*"}}),
    ),
    Mutant(
        "instance role: any bucket but one account's",
        elements(
            LIVE, INSTANCE, "ReadRevisions", Condition={"StringNotEquals": {"aws:ResourceAccount": "999999999999"}}
        ),
    ),
    Mutant("instance role: every key", elements(LIVE, INSTANCE, "DecryptRevisions", Resource="*")),
    Mutant(
        "instance role: all keys of the tools account",
        elements(LIVE, INSTANCE, "DecryptRevisions", Resource="arn:aws:kms:eu-central-1:111111111111:key/*"),
    ),
    Mutant("instance role: instances anywhere", elements(LIVE, INSTANCE, "AnswerToSessionManager", Resource="*")),
    Mutant(
        "instance role: instances of any account",
        elements(LIVE, INSTANCE, "AnswerToSessionManager", Resource="arn:aws:ec2:eu-central-1:*:instance/*"),
    ),
    Mutant(
        "release role: any deployment group",
        elements(
            LIVE, RELEASE, "DeployRevisions", Resource="arn:aws:codedeploy:eu-central-1:444444444444:deploymentgroup:*"
        ),
    ),
    Mutant(
        "release role: all but one group by NotResource",
        put(
            LIVE,
            RELEASE,
            "PolicyDocument.Statement.1",
            {
                "Sid": "A",
                "Effect": "Allow",
                "Action": "codedeploy:CreateDeployment",
                "NotResource": "arn:aws:codedeploy:::x",
            },
        ),
    ),
    Mutant("CodeDeploy role: any Auto Scaling group", elements(LIVE, SERVICE, "DeployToNewInstances", Resource="*")),
    Mutant(
        "CodeDeploy role: any target group",
        elements(LIVE, SERVICE, "MoveInstancesInAndOutOfTraffic", Resource="*"),
    ),
    Mutant("CodeDeploy role: any alarm", elements(LIVE, SERVICE, "WatchAlarms", Resource="*")),
    Mutant(
        "flow-logs role: all log groups",
        elements(LIVE, FLOW_LOGS, "WriteFlowLogs", Resource="arn:aws:logs:eu-central-1:444444444444:log-group:*"),
    ),
)

ROLES_USED = (
    Mutant("PassRole: any role", elements(TOOLS, UPDATE, "PassTheExecutionRole", Resource="*")),
    Mutant(
        "PassRole: all roles of the account",
        elements(TOOLS, UPDATE, "PassTheExecutionRole", Resource="arn:aws:iam::111111111111:role/*"),
    ),
    Mutant(
        "PassRole: all roles of the bootstrap",
        elements(TOOLS, UPDATE, "PassTheExecutionRole", Resource="arn:aws:iam::111111111111:role/cdk-*"),
    ),
    Mutant("PassRole: to any service", without(TOOLS, UPDATE, "PassTheExecutionRole", "Condition")),
    Mutant(
        "PassRole: to EC2",
        elements(
            TOOLS,
            UPDATE,
            "PassTheExecutionRole",
            Condition={"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}},
        ),
    ),
    Mutant(
        "PassRole: to EC2 as well",
        elements(
            TOOLS,
            UPDATE,
            "PassTheExecutionRole",
            Condition={"StringEquals": {"iam:PassedToService": ["cloudformation.amazonaws.com", "ec2.amazonaws.com"]}},
        ),
    ),
    Mutant(
        "PassRole: to services by StringLike",
        elements(
            TOOLS, UPDATE, "PassTheExecutionRole", Condition={"StringLike": {"iam:PassedToService": "*.amazonaws.com"}}
        ),
    ),
    Mutant(
        "PassRole: the service only if there is one",
        elements(
            TOOLS,
            UPDATE,
            "PassTheExecutionRole",
            Condition={"StringEqualsIfExists": {"iam:PassedToService": "cloudformation.amazonaws.com"}},
        ),
    ),
    Mutant(
        "PassRole: ForAllValues, which holds for none",
        elements(
            TOOLS,
            UPDATE,
            "PassTheExecutionRole",
            Condition={"ForAllValues:StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}},
        ),
    ),
    Mutant(
        "PassRole: given to the start-build role, which passes nothing",
        attached(
            TOOLS,
            "Extra",
            "AWS::IAM::ManagedPolicy",
            {"Sid": "Pass", "Action": "iam:PassRole", "Resource": EXECUTION_ROLE, "Condition": PASSED},
            Roles=["webapp-start-build"],
        ),
    ),
    Mutant("AssumeRole: any role", elements(TOOLS, PIPELINE, "RunEachActionInItsOwnRole", Resource="*")),
    Mutant(
        "AssumeRole: all roles of production",
        elements(TOOLS, PIPELINE, "RunEachActionInItsOwnRole", Resource="arn:aws:iam::444444444444:role/*"),
    ),
    Mutant(
        "AssumeRole: that name in any account",
        elements(
            TOOLS, PIPELINE, "RunEachActionInItsOwnRole", Resource="arn:aws:iam::*:role/webapp-production-release"
        ),
    ),
    Mutant(
        "AssumeRole: a role of a foreign account",
        elements(TOOLS, PIPELINE, "RunEachActionInItsOwnRole", Resource="arn:aws:iam::999999999999:role/webapp-source"),
    ),
    Mutant("build role: may change roles", also(TOOLS, BUILD, "ReportTests", "iam:PutRolePolicy")),
    Mutant("build role: may attach policies", also(TOOLS, BUILD, "ReportTests", "iam:AttachRolePolicy")),
    Mutant("build role: may make access keys", also(TOOLS, BUILD, "ReportTests", "iam:CreateAccessKey")),
    Mutant(
        "update-pipeline role: may change trust", also(TOOLS, UPDATE, "UpdateThisStack", "iam:UpdateAssumeRolePolicy")
    ),
    Mutant("start-build role: may change projects", also(TOOLS, START, "RunTheProjects", "codebuild:UpdateProject")),
    Mutant(
        "release role: may change code of functions",
        also(LIVE, RELEASE, "DeployRevisions", "lambda:UpdateFunctionCode"),
    ),
    Mutant("release role: may change the key's policy", also(LIVE, RELEASE, "DecryptRevisions", "kms:PutKeyPolicy")),
    Mutant("instance role: may hand on use of the key", also(LIVE, INSTANCE, "DecryptRevisions", "kms:CreateGrant")),
    Mutant(
        "instance role: may run commands elsewhere", also(LIVE, INSTANCE, "AnswerToSessionManager", "ssm:SendCommand")
    ),
    Mutant("CodeDeploy role: may start instances", also(LIVE, SERVICE, "DeployToNewInstances", "ec2:RunInstances")),
)

SPELLING = (
    Mutant("build role: Effect misspelt", elements(TOOLS, BUILD, "WriteLogs", Effect="allow")),
    Mutant("build role: Effect missing", without(TOOLS, BUILD, "WriteLogs", "Effect")),
    Mutant(
        "source role: Conditions for Condition", elements(TOOLS, SOURCE, "ReadArtifactBucketProperties", Conditions={})
    ),
    Mutant("release role: a statement without Sid", without(LIVE, RELEASE, "DeployRevisions", "Sid")),
    Mutant("release role: two statements of one Sid", elements(LIVE, RELEASE, "DeployRevisions", Sid="ReadRevisions")),
    Mutant("instance role: a statement without Resource", without(LIVE, INSTANCE, "DecryptRevisions", "Resource")),
    Mutant("instance role: a statement without Action", without(LIVE, INSTANCE, "DecryptRevisions", "Action")),
    Mutant("flow-logs role: the policy's old version", put(LIVE, FLOW_LOGS, "PolicyDocument.Version", "2008-10-17")),
    Mutant("flow-logs role: no version", drop(LIVE, FLOW_LOGS, "PolicyDocument.Version")),
)

MUTANTS = (*WILDCARD_ACTIONS, *NEW_POLICIES, *RESOURCES, *ROLES_USED, *SPELLING)
