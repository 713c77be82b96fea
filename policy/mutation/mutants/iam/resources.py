"""What the actions of roles reach."""

from policy.mutation.change_statement import also, elements, without
from policy.mutation.mutant import Mutant, put
from policy.mutation.mutants.iam._roles import (
    BUILD,
    FLOW_LOGS,
    INSTANCE,
    LIVE,
    RELEASE,
    SERVICE,
    SOURCE,
    START,
    TELL,
    TOOLS,
    UPDATE,
)

MUTANTS = (
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
    Mutant("tell role: any topic", elements(TOOLS, TELL, "TellPeople", Resource="*")),
    Mutant("tell role: any key", elements(TOOLS, TELL, "EncryptTheMessage", Resource="*")),
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
