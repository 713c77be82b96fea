"""Roles that a role passes or takes on, and actions by which it would gain rights."""

from policy.mutation.change_statement import also, attached, elements, without
from policy.mutation.mutant import Mutant
from policy.mutation.mutants.iam._roles import BUILD, INSTANCE, LIVE, PIPELINE, RELEASE, SERVICE, START, TOOLS, UPDATE

EXECUTION_ROLE = "arn:aws:iam::111111111111:role/cdk-hnb659fds-cfn-exec-role-111111111111-eu-central-1"
PASSED = {"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}}

MUTANTS = (
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
