"""What CDK would grant and we do not, what we grant and CDK would not: by role, with the reason for each.

`webapp-*` are the roles of pipeline.yml, `solo-source` the source role for CodeCommit, `drop-source` for S3: what it
may do `at drop-source` is in the source bucket, the rest in the artifact bucket. `strict-replicate` copies artifacts to
a bucket with a key of its own, both made elsewhere. What `drop-build` may do `at drop/cache` it may do with its cache.
`crate-image` builds an image, `crate-boxes-*` run on ECS, `crate-fleets-*` release to two fleets. `atlas-fleet-*` and
`atlas-boxes-euw1-*` are in another region, `twigs-develop-*` of a second pipeline that delivers to `twigs-test-*`.
"""

from dataclasses import dataclass

READERS_AND_WRITERS = ("webapp-pipeline", "webapp-source", "webapp-build", "webapp-synthesize", "solo-source")
ARTIFACT_WRITERS = (*READERS_AND_WRITERS, "drop-source")  # CDK lets the S3 source's role write only
DEPLOY = "cdk-hnb659fds-deploy-role-<account>-eu-central-1"
RELEASE, INSTANCE = "webapp-<env>-release", "webapp-<env>-instance"
AT_SOURCE = "drop-source at drop-source"
CACHE = "drop-build at drop/cache"
IMAGE, OF_CONTAINERS, OF_FLEETS = "crate-image", "crate-boxes", "crate-fleets"
FLEET_GROUPS = (f"{OF_FLEETS}-codedeploy-blue", f"{OF_FLEETS}-codedeploy-green")
OF_INSTANCES = ("webapp-<env>-codedeploy", *FLEET_GROUPS)
LIKE = {  # of these the same is explained
    "webapp-pipeline": ("atlas-pipeline at other stores", "twigs-develop-pipeline"),
    "webapp-source": ("twigs-develop-source",),
    "webapp-build": ("twigs-develop-build",),
    "webapp-tell": ("solo-tell",),
    "webapp-synthesize": ("twigs-develop-synthesize",),
    DEPLOY: tuple(f"cdk-hnb659fds-deploy-role-{account}-eu-west-1" for account in ("222222222222", "333333333333")),
    RELEASE: ("atlas-fleet-release", "twigs-test-release"),
    INSTANCE: ("atlas-fleet-instance", "twigs-test-instance"),
    f"{OF_CONTAINERS}-release": ("atlas-boxes-euw1-release",),
    f"{OF_CONTAINERS}-execution": ("atlas-boxes-euw1-execution",),
}
ARTIFACT_READERS = (
    *READERS_AND_WRITERS,
    "webapp-update-pipeline",
    DEPLOY,
    RELEASE,
    INSTANCE,
    IMAGE,
    f"{OF_CONTAINERS}-release",
)


TRAILS = ("webapp-audit", "webapp-<env>-audit")


@dataclass(frozen=True)
class Explained:
    roles: tuple[str, ...]  # <env> and <account> stand for those of every environment
    actions: tuple[str, ...]  # a wildcard is one of CDK's, and means all that AWS has of it ...
    reason: str
    but: tuple[str, ...] = ()  # ... except for these


def _all_but(roles: tuple[str, ...], wildcard: str, but: tuple[str, ...], reason: str) -> Explained:
    return Explained(roles, (wildcard,), reason, but)


_BYTES = "An artifact is read for its bytes: nobody asks for its ACL, retention, tags, torrent or annotations"
_BUCKET = "What AWS's page for the action names, and no more of the bucket's configuration: its policy, website, ..."
_LIST = "Keys of artifacts are told by CodePipeline; s3:List* also reaches access points, jobs and all buckets"
_OBJECT = ("s3:GetObject", "s3:GetObjectVersion")
_PROPERTIES = ("s3:GetBucketAcl", "s3:GetBucketLocation")

NOT_NEEDED = (
    _all_but((CACHE,), "s3:GetObject*", _OBJECT, "CodeBuild reads the cache's bytes"),
    Explained(
        (CACHE,),
        ("s3:GetBucket*", "s3:List*", "s3:Abort*", "s3:DeleteObject*"),
        "CodeBuild reads and writes the one object of the cache; a lifecycle rule ends it",
    ),
    Explained(
        (CACHE,),
        ("s3:PutObjectLegalHold", "s3:PutObjectRetention", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"),
        "A cache needs no tags, and nobody may keep it from ending",
    ),
    _all_but(ARTIFACT_READERS, "s3:GetObject*", _OBJECT, _BYTES),
    _all_but(
        (AT_SOURCE,),
        "s3:GetObject*",
        (*_OBJECT, "s3:GetObjectTagging", "s3:GetObjectVersionTagging"),
        "The same of the source zip, whose tags CodePipeline's page for the S3 source names",
    ),
    _all_but(("webapp-pipeline", AT_SOURCE), "s3:GetBucket*", (*_PROPERTIES, "s3:GetBucketVersioning"), _BUCKET),
    _all_but(
        ("webapp-source", "solo-source", "webapp-build", "webapp-synthesize", "webapp-update-pipeline", IMAGE),
        "s3:GetBucket*",
        _PROPERTIES,
        _BUCKET,
    ),
    _all_but((RELEASE, f"{OF_CONTAINERS}-release", DEPLOY), "s3:GetBucket*", ("s3:GetBucketLocation",), _BUCKET),
    _all_but((INSTANCE,), "s3:GetBucket*", (), "The agent downloads the one object that the deployment names"),
    _all_but((*READERS_AND_WRITERS, AT_SOURCE, INSTANCE), "s3:List*", (), _LIST),
    _all_but(
        ("webapp-update-pipeline", RELEASE, DEPLOY, IMAGE, f"{OF_CONTAINERS}-release"),
        "s3:List*",
        ("s3:ListBucket",),
        _LIST,
    ),
    Explained(
        ARTIFACT_WRITERS,
        ("s3:Abort*", "s3:DeleteObject*"),
        "Lifecycle rules end artifacts and abandoned uploads: no role may take away what was built or released",
    ),
    Explained(
        ARTIFACT_WRITERS,
        ("s3:PutObjectLegalHold", "s3:PutObjectRetention", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"),
        "Artifacts have no lock, retention or tags",
    ),
    Explained(("webapp-source",), ("s3:PutObjectVersionAcl",), "No version's ACL is changed; the bucket ignores ACLs"),
    Explained(
        ARTIFACT_WRITERS,
        ("kms:Encrypt", "kms:ReEncrypt*"),
        "For its caller S3 asks GenerateDataKey to write and Decrypt to read; a copy in place is never made",
    ),
    _all_but(
        ARTIFACT_WRITERS,
        "kms:GenerateDataKey*",
        ("kms:GenerateDataKey",),
        "S3 asks for GenerateDataKey; key pairs and keys without plaintext are for other uses",
    ),
    Explained(
        ("webapp-build", "webapp-synthesize", IMAGE),
        ("logs:CreateLogGroup",),
        "The log groups are in the template, encrypted and with an end: a build must not make one without",
    ),
    Explained(
        ("webapp-build",),
        ("codebuild:BatchPutCodeCoverages", "codebuild:CreateReportGroup"),
        "The report group is in the template, and takes test reports; coverage has a group type of its own",
    ),
    Explained(
        ("webapp-synthesize",),
        (
            "codebuild:BatchPutCodeCoverages",
            "codebuild:BatchPutTestCases",
            "codebuild:CreateReport",
            "codebuild:CreateReportGroup",
            "codebuild:UpdateReport",
        ),
        "buildspec.synth.yml runs no tests",
    ),
    Explained(
        ("webapp-update-pipeline",),
        ("cloudformation:CreateStack", "cloudformation:GetStackPolicy", "cloudformation:SetStackPolicy"),
        "The stack that runs the pipeline exists, and has no stack policy",
    ),
    _all_but(
        ("webapp-update-pipeline",),
        "cloudformation:DescribeStack*",
        (
            "cloudformation:DescribeStackEvents",
            "cloudformation:DescribeStackResources",
            "cloudformation:DescribeStacks",
        ),
        "What AWS's page for the action names; drift, stack sets and refactors are not part of an update",
    ),
    _all_but(
        ("webapp-update-pipeline",),
        "cloudformation:GetTemplate*",
        ("cloudformation:GetTemplate",),
        "What AWS's page for the action names; a summary is for the console",
    ),
    Explained(
        (DEPLOY,),
        (
            "cloudformation:CreateChangeSet",
            "cloudformation:DeleteChangeSet",
            "cloudformation:DescribeChangeSet",
            "cloudformation:DescribeStackEvents",
            "cloudformation:DescribeStacks",
            "cloudformation:ExecuteChangeSet",
            "iam:PassRole",
        ),
        "`cdk bootstrap` makes this role, with these in its own policy; here it is only let at the artifacts",
    ),
    Explained(
        OF_INSTANCES,
        (
            "autoscaling:AttachLoadBalancerTargetGroups",
            "autoscaling:AttachLoadBalancers",
            "autoscaling:CreateAutoScalingGroup",
            "autoscaling:CreateOrUpdateTags",
            "autoscaling:DeleteAutoScalingGroup",
            "autoscaling:DescribeNotificationConfigurations",
            "autoscaling:DescribePolicies",
            "autoscaling:DescribeScalingActivities",
            "autoscaling:DescribeScheduledActions",
            "autoscaling:EnableMetricsCollection",
            "autoscaling:PutNotificationConfiguration",
            "autoscaling:PutScalingPolicy",
            "autoscaling:PutScheduledUpdateGroupAction",
            "autoscaling:PutWarmPool",
            "autoscaling:ResumeProcesses",
            "autoscaling:SuspendProcesses",
            "autoscaling:UpdateAutoScalingGroup",
            "cloudwatch:PutMetricAlarm",
            "ec2:TerminateInstances",
        ),
        "For blue/green deployments, which copy the Auto Scaling group and end the old one; these are in place",
    ),
    Explained(
        OF_INSTANCES,
        (
            "elasticloadbalancing:DeregisterInstancesFromLoadBalancer",
            "elasticloadbalancing:DescribeInstanceHealth",
            "elasticloadbalancing:DescribeLoadBalancerAttributes",
            "elasticloadbalancing:RegisterInstancesWithLoadBalancer",
        ),
        "For Classic Load Balancers; here is a target group",
    ),
    Explained(OF_INSTANCES, ("sns:Publish",), "The deployment groups have no triggers"),
    Explained(
        FLEET_GROUPS,
        (
            "elasticloadbalancing:DeregisterTargets",
            "elasticloadbalancing:DescribeLoadBalancers",
            "elasticloadbalancing:DescribeTargetGroupAttributes",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTargetHealth",
            "elasticloadbalancing:RegisterTargets",
        ),
        "A fleet is attached and detached as a whole, by the state machine; a deployment to it moves no traffic",
    ),
    Explained(
        (INSTANCE,),
        (
            "ssm:DescribeAssociation",
            "ssm:DescribeDocument",
            "ssm:GetDeployablePatchSnapshotForInstance",
            "ssm:GetDocument",
            "ssm:GetManifest",
            "ssm:ListAssociations",
            "ssm:ListInstanceAssociations",
            "ssm:PutComplianceItems",
            "ssm:PutConfigurePackageResult",
            "ssm:PutInventory",
            "ssm:UpdateAssociationStatus",
            "ssm:UpdateInstanceAssociationStatus",
        ),
        "For State Manager, Patch Manager, Distributor and Inventory; the agent is there for Session Manager",
    ),
    Explained(
        (INSTANCE,),
        (
            "ec2messages:AcknowledgeMessage",
            "ec2messages:DeleteMessage",
            "ec2messages:FailMessage",
            "ec2messages:GetEndpoint",
            "ec2messages:GetMessages",
            "ec2messages:SendReply",
        ),
        "For Run Command; Session Manager has channels of its own (ssmmessages)",
    ),
    Explained(
        (INSTANCE,),
        ("ssm:GetParameter", "ssm:GetParameters"),
        "Every parameter of the account, to whoever breaks into the application",
    ),
)

_FUNCTIONS = ("shop-linear-function", "shop-linear-verify-version", "shop-linear-verify-alias")
_IN_NETWORKS = ("strict-functions-function", "strict-functions-verify-version", "strict-functions-verify-alias")
_REPLICATION = (
    "CDK grants nothing to a replication role that it is given: "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html"
)

ADDED = (
    Explained(
        TRAILS,
        ("logs:CreateLogStream", "logs:PutLogEvents"),
        "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html"
        "; CDK's Trail grants the same to a role of its own",
    ),
    Explained(
        ("webapp-pipeline", "solo-source", "drop-source"),
        ("s3:PutObjectAcl",),
        "In the minimum of https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html; CDK "
        "grants it to the role of a connection's source action alone",
    ),
    Explained(
        ("webapp-source",),
        ("codeconnections:UseConnection",),
        "Both prefixes are required whichever the connection's ARN has: "
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodestarConnectionSource.html",
    ),
    Explained(
        ("solo-source",),
        ("codecommit:GetRepository",),
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeCommit.html",
    ),
    Explained(
        ("drop-source",),
        ("kms:DescribeKey", "s3:GetObject", "s3:GetObjectVersion"),
        "All source roles have the same statements in the policies of the artifact bucket and its key",
    ),
    Explained(
        ("drop-source",),
        ("s3:GetBucketAcl", "s3:GetBucketLocation"),
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html, as for every other source",
    ),
    Explained(
        (RELEASE,),
        ("codedeploy:GetApplication", "codedeploy:GetDeploymentGroup"),
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeDeploy.html",
    ),
    Explained(
        ("webapp-tell",),
        (
            "codepipeline:GetPipeline",
            "codepipeline:GetPipelineExecution",
            "codepipeline:ListActionExecutions",
            "codepipeline:ListPipelineExecutions",
            "codepipeline:ListRuleExecutions",
            "kms:Decrypt",
            "kms:GenerateDataKey",
            "sns:Publish",
            "sts:AssumeRole",
        ),
        "What the states of the messages call: CDK does not read a definition that is given as text",
    ),
    Explained(
        ("solo-tell",),
        ("codecommit:GetCommit",),
        "The same, where CodeCommit has the author of a commit",
    ),
    Explained(
        ("webapp-<env>-forward",),
        ("events:PutEvents",),
        "What EventBridge does in a rule's role; CDK grants it only for rules of its own, which say no age of events",
    ),
    Explained(
        ("webapp-<env>-look",),
        ("codedeploy:GetDeployment",),
        "What a state calls in another account, which CDK does not know",
    ),
    Explained(
        ("shop-linear-look",),
        ("codedeploy:GetDeployment", "states:DescribeExecution"),
        "The same, where a state machine releases",
    ),
    Explained(
        (f"{OF_FLEETS}-look",),
        ("states:DescribeExecution", "states:ListExecutions"),
        "What states call in another account, which CDK does not know",
    ),
    Explained(
        ("strict-replicate",),
        (
            "kms:Decrypt",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionTagging",
            "s3:GetReplicationConfiguration",
            "s3:ListBucket",
        ),
        _REPLICATION,
    ),
    Explained(
        (*_FUNCTIONS, *_IN_NETWORKS),
        ("logs:CreateLogStream", "logs:PutLogEvents"),
        "CDK gives a function's own role AWSLambdaBasicExecutionRole, and one that it is given nothing",
    ),
    Explained(
        (*_FUNCTIONS[1:], *_IN_NETWORKS[1:]),
        ("codedeploy:GetDeployment", "codedeploy:PutLifecycleEventHookExecutionStatus", "lambda:InvokeFunction"),
        "What the code of the hooks calls, which CDK does not know",
    ),
    Explained(
        _IN_NETWORKS,
        (
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses",
        ),
        "CDK gives a function's own role AWSLambdaVPCAccessExecutionRole, and one that it is given nothing: "
        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    ),
    Explained(
        ("shop-linear-codedeploy",),
        (
            "cloudwatch:DescribeAlarms",
            "lambda:GetAlias",
            "lambda:GetProvisionedConcurrencyConfig",
            "lambda:InvokeFunction",
            "lambda:UpdateAlias",
        ),
        "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForLambda.html, the whole of "
        "which CDK's own deployment group for Lambda attaches",
    ),
    Explained(
        ("shop-linear-release-machine",),
        (
            "codedeploy:CreateDeployment",
            "codedeploy:GetDeployment",
            "codedeploy:GetDeploymentConfig",
            "codedeploy:RegisterApplicationRevision",
            "codedeploy:UpdateDeploymentGroup",
            "kms:Decrypt",
            "kms:DescribeKey",
            "lambda:GetAlias",
            "lambda:GetFunctionConfiguration",
            "lambda:PublishVersion",
            "lambda:UpdateFunctionCode",
            "s3:GetObject",
            "s3:GetObjectVersion",
            "states:DescribeExecution",
            "states:ListExecutions",
        ),
        "What the definition's states call, which CDK does not read, and what these calls read in their caller's name",
    ),
    Explained(
        (f"{OF_FLEETS}-release-machine",),
        (
            "autoscaling:AttachTrafficSources",
            "autoscaling:DeleteScheduledAction",
            "autoscaling:DescribeAutoScalingGroups",
            "autoscaling:DescribeScheduledActions",
            "autoscaling:DetachTrafficSources",
            "autoscaling:PutScheduledUpdateGroupAction",
            "autoscaling:SetDesiredCapacity",
            "cloudwatch:DescribeAlarms",
            "codedeploy:CreateDeployment",
            "codedeploy:GetApplicationRevision",
            "codedeploy:GetDeployment",
            "codedeploy:GetDeploymentConfig",
            "codedeploy:GetDeploymentGroup",
            "codedeploy:RegisterApplicationRevision",
            "codedeploy:UpdateDeploymentGroup",
            "ec2:DescribeInstanceStatus",
            "elasticloadbalancing:DescribeTargetHealth",
            "states:DescribeExecution",
            "states:ListExecutions",
        ),
        "What the definition's states call, which CDK does not read",
    ),
    Explained(("strict-replicate at strict-artifacts-copy",), ("s3:ReplicateObject", "s3:ReplicateTags"), _REPLICATION),
    Explained(("strict-replicate at 01234567-89ab-cdef-0123-456789abcdef",), ("kms:Encrypt",), _REPLICATION),
    Explained(
        ("strict-production-bake",),
        ("cloudwatch:DescribeAlarms",),
        "CDK grants nothing to the role of a rule: "
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html",
    ),
    Explained(
        ("strict-production-approve",),
        (
            "codepipeline:GetPipeline",
            "codepipeline:GetPipelineExecution",
            "codepipeline:GetPipelineState",
            "codepipeline:PutApprovalResult",
        ),
        "CDK makes no role for those who approve: "
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-iam-permissions.html",
    ),
    Explained(
        ("AWSServiceRoleForAutoScaling",),
        (
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncrypt*",
        ),
        "CDK leaves a key for disks to its owner: "
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html",
    ),
    Explained(
        (f"{OF_CONTAINERS}-codedeploy",),
        (
            "cloudwatch:DescribeAlarms",
            "ecs:CreateTaskSet",
            "ecs:DeleteTaskSet",
            "ecs:DescribeServices",
            "ecs:UpdateServicePrimaryTaskSet",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeRules",
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:ModifyListener",
            "elasticloadbalancing:ModifyRule",
            "iam:PassRole",
        ),
        "The group is CloudFormation's own resource, to which CDK grants nothing. AWSCodeDeployRoleForECS, less what "
        "hooks need: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/codedeploy_IAM_role.html",
    ),
    Explained(
        ("cdk-hnb659fds-cfn-exec-role-111111111111-eu-central-1",),
        ("kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"),
        "ECR works with a grant of whoever makes the repository, and the artifact key trusts no other policy: "
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
    ),
    Explained(
        (f"{OF_CONTAINERS}-execution",),
        (
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:GetAuthorizationToken",
            "ecr:GetDownloadUrlForLayer",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
        ),
        "Likewise the task definition: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
    ),
)
