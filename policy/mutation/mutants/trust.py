"""Who may take a role on."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, drop, put

TOOLS, LIVE = "Pipeline", "production"
BUILD, PIPELINE, SOURCE, UPDATE = (
    (TOOLS, f"Roles/{duty}/Role/Resource") for duty in ("build", "pipeline", "source", "update-pipeline")
)
RELEASE = (LIVE, "Ec2/Release/ReleaseRole/Role/Resource")
SERVICE = (LIVE, "Ec2/Release/ServiceRole/Role/Resource")
INSTANCE = (LIVE, "Ec2/Instances/InstanceRole/Role/Resource")
FLOW_LOGS = (LIVE, "Network/FlowLogs/Role/Resource")
TRUST = "AssumeRolePolicyDocument.Statement.0"
GITHUB = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"


def trusts(role: tuple[str, str], principal: Any) -> Change:
    return put(*role, f"{TRUST}.Principal", principal)


def on_condition(role: tuple[str, str], condition: dict[str, Any]) -> Change:
    return put(*role, f"{TRUST}.Condition", condition)


def source(account: str, arn: str, suffix: str = "") -> dict[str, Any]:
    return {f"StringEquals{suffix}": {"aws:SourceAccount": account}, f"ArnLike{suffix}": {"aws:SourceArn": arn}}


PRINCIPALS = (
    Mutant("release role: trusts the tools account", trusts(RELEASE, {"AWS": "arn:aws:iam::111111111111:root"})),
    Mutant("release role: trusts an account by its number", trusts(RELEASE, {"AWS": "111111111111"})),
    Mutant("release role: trusts everyone", trusts(RELEASE, "*")),
    Mutant("release role: trusts every AWS account", trusts(RELEASE, {"AWS": "*"})),
    Mutant("release role: trusts a foreign account", trusts(RELEASE, {"AWS": "arn:aws:iam::999999999999:root"})),
    Mutant(
        "release role: trusts a role of a foreign account",
        trusts(RELEASE, {"AWS": "arn:aws:iam::999999999999:role/webapp-pipeline"}),
    ),
    Mutant(
        "release role: trusts all roles of a name", trusts(RELEASE, {"AWS": "arn:aws:iam::111111111111:role/webapp-*"})
    ),
    Mutant("release role: trusts a user", trusts(RELEASE, {"AWS": "arn:aws:iam::111111111111:user/deployer"})),
    Mutant(
        "release role: trusts the account beside the role",
        trusts(RELEASE, {"AWS": ["arn:aws:iam::111111111111:role/webapp-pipeline", "arn:aws:iam::111111111111:root"]}),
    ),
    Mutant(
        "source role: trusts its own account",
        trusts(SOURCE, {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}),
    ),
    Mutant("source role: trusts all but one account", put(*SOURCE, f"{TRUST}.NotPrincipal", {"AWS": "999999999999"})),
    Mutant(
        "update-pipeline role: trusts GitHub, whichever repository",
        put(
            *UPDATE,
            TRUST,
            {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": GITHUB}},
        ),
    ),
    Mutant(
        "update-pipeline role: trusts the console's login",
        trusts(UPDATE, {"Federated": "cognito-identity.amazonaws.com"}),
    ),
    Mutant(
        "build role: EC2 beside CodeBuild", trusts(BUILD, {"Service": ["codebuild.amazonaws.com", "ec2.amazonaws.com"]})
    ),
    Mutant("build role: any service", trusts(BUILD, {"Service": "*"})),
    Mutant(
        "instance role: Lambda beside EC2", trusts(INSTANCE, {"Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"]})
    ),
    Mutant(
        "instance role: the account beside EC2",
        trusts(INSTANCE, {"Service": "ec2.amazonaws.com", "AWS": "444444444444"}),
    ),
    Mutant("build role: sts:*", put(*BUILD, f"{TRUST}.Action", "sts:*")),
    Mutant(
        "release role: more than to be taken on",
        put(*RELEASE, f"{TRUST}.Action", ["sts:AssumeRole", "sts:GetFederationToken"]),
    ),
    Mutant("release role: no principal", drop(*RELEASE, f"{TRUST}.Principal")),
    Mutant("release role: the effect of the trust misspelt", put(*RELEASE, f"{TRUST}.Effect", "Alow")),
)

SOURCES = (
    Mutant("build role: any CodeBuild project", drop(*BUILD, f"{TRUST}.Condition")),
    Mutant(
        "build role: for the other project",
        put(
            *BUILD,
            f"{TRUST}.Condition.ArnEquals",
            {"aws:SourceArn": "arn:aws:codebuild:eu-central-1:111111111111:project/webapp-synthesize"},
        ),
    ),
    Mutant("build role: any project of the account", drop(*BUILD, f"{TRUST}.Condition.ArnEquals")),
    Mutant("build role: the project's account not checked", drop(*BUILD, f"{TRUST}.Condition.StringEquals")),
    Mutant("build role: any source by *", on_condition(BUILD, source("111111111111", "*"))),
    Mutant(
        "build role: all projects by *",
        on_condition(BUILD, source("111111111111", "arn:aws:codebuild:eu-central-1:111111111111:project/*")),
    ),
    Mutant(
        "build role: that project's name in any account",
        on_condition(BUILD, source("111111111111", "arn:aws:codebuild:eu-central-1:*:project/webapp-build")),
    ),
    Mutant(
        "build role: checked only if CodeBuild says what for",
        on_condition(
            BUILD,
            source("111111111111", "arn:aws:codebuild:eu-central-1:111111111111:project/webapp-build", "IfExists"),
        ),
    ),
    Mutant(
        "build role: a foreign account's project",
        on_condition(BUILD, source("999999999999", "arn:aws:codebuild:eu-central-1:999999999999:project/webapp-build")),
    ),
    Mutant(
        "build role: every project but one",
        on_condition(
            BUILD, {"ArnNotEquals": {"aws:SourceArn": "arn:aws:codebuild:eu-central-1:111111111111:project/other"}}
        ),
    ),
    Mutant("CodeDeploy role: any deployment group", drop(*SERVICE, f"{TRUST}.Condition")),
    Mutant("CodeDeploy role: the group's account not checked", drop(*SERVICE, f"{TRUST}.Condition.StringEquals")),
    Mutant(
        "CodeDeploy role: all deployment groups of the account",
        put(*SERVICE, f"{TRUST}.Condition.ArnEquals", {"aws:SourceArn": "arn:aws:codedeploy:*:444444444444:*"}),
    ),
    Mutant("flow-logs role: flow logs of anyone", drop(*FLOW_LOGS, f"{TRUST}.Condition")),
    Mutant(
        "flow-logs role: flow logs of any account",
        put(
            *FLOW_LOGS,
            f"{TRUST}.Condition",
            {"ArnLike": {"aws:SourceArn": "arn:aws:ec2:eu-central-1:*:vpc-flow-log/*"}},
        ),
    ),
    Mutant("pipeline role: any pipeline", drop(*PIPELINE, f"{TRUST}.Condition")),
    Mutant(
        "pipeline role: a condition that locks CodePipeline out",
        on_condition(PIPELINE, source("111111111111", "arn:aws:codepipeline:eu-central-1:111111111111:webapp")),
    ),
    Mutant(
        "pipeline role: any pipeline by *",
        on_condition(PIPELINE, source("111111111111", "arn:aws:codepipeline:*:*:*", "IfExists")),
    ),
    Mutant(
        "instance role: a condition that locks EC2 out",
        on_condition(INSTANCE, {"StringEquals": {"aws:SourceAccount": "444444444444"}}),
    ),
)

MUTANTS = (*PRINCIPALS, *SOURCES)
