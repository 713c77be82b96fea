"""Actions by a wildcard, or all but some."""

from policy.mutation.change_statement import also, elements
from policy.mutation.mutant import Mutant, put
from policy.mutation.mutants.iam._roles import (
    BUILD,
    FLOW_LOGS,
    INSTANCE,
    LIVE,
    PIPELINE,
    RELEASE,
    SERVICE,
    SOURCE,
    START,
    TELL,
    TOOLS,
    UPDATE,
)

MUTANTS = (
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
    Mutant("tell role: sns:*", elements(TOOLS, TELL, "TellPeople", Action="sns:*")),
    Mutant("tell role: kms:*", elements(TOOLS, TELL, "EncryptTheMessage", Action="kms:*")),
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
