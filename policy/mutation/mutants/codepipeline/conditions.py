"""What the stage of an environment asks before it is entered and left, and who may release to it."""

from typing import Any

from policy.mutation import change_statement, mutant
from policy.mutation.mutant import Change, Mutant
from policy.mutation.mutants.codepipeline._pipeline import LIVE, put

SKIPPED = {"Variable": "1", "Operator": "EQ", "Value": "0"}
STRICT, STAGE = ("Pipeline", "Delivery/Pipeline/Resource"), LIVE
WINDOW, BAKE = (f"{STAGE}.{moment}.Conditions.0" for moment in ("BeforeEntry", "OnSuccess"))
FIRST = f"{BAKE}.Rules.0"
BAKE_ROLE = ("production", "BakeRole/Role/Resource")
BAKE_POLICY = ("production", "BakeRole/Policy/Resource", "WatchAlarms")
APPROVE_ROLE = ("Pipeline", "Approvers/production/Role/Resource")
APPROVE_POLICY = ("Pipeline", "Approvers/production/Policy/Resource", "AnswerTheApproval")
PIPELINE_ARN = "arn:aws:codepipeline:eu-central-1:111111111111:webapp"
INSTANCE_POLICY = ("production", "Ec2/Instances/InstanceRole/Policy/Resource", "PolicyDocument")


def _rule(provider: str, settings: dict[str, str]) -> dict[str, Any]:
    kind = {"Category": "Rule", "Owner": "AWS", "Provider": provider, "Version": "1"}
    return {"Name": "Ask", "RuleTypeId": kind, "Configuration": settings}


def _condition(moment: str, result: str, provider: str, settings: dict[str, str]) -> Change:
    says = {"Conditions": [{"Result": result, "Rules": [_rule(provider, settings)]}]}
    return put(f"{LIVE}.{moment}", says)


def _strict(name: str, change: Change) -> Mutant:
    return Mutant(name, change, of="strict")


def _asked(path: str, value: Any) -> Change:
    return mutant.put(*STRICT, path, value)


MUTANTS = (
    Mutant("production: skipped by a condition", _condition("BeforeEntry", "SKIP", "VariableCheck", SKIPPED)),
    Mutant("production: commands on success", _condition("OnSuccess", "FAIL", "Commands", {"Commands": "make"})),
    Mutant("production: a build before entry", _condition("BeforeEntry", "FAIL", "CodeBuild", {"ProjectName": "p"})),
    Mutant(
        "production: function on failure", _condition("OnFailure", "ROLLBACK", "LambdaInvoke", {"FunctionName": "f"})
    ),
    Mutant("production: a failure that a parameter decides", put(f"{LIVE}.OnFailure", {"Result": {"Ref": "Result"}})),
    Mutant("production: retried without a mode", put(f"{LIVE}.OnFailure", {"Result": "RETRY"})),
    _strict("window: a closed one skips production", _asked(f"{WINDOW}.Result", "SKIP")),
    _strict(
        "window: open for a second of each hour", _asked(f"{WINDOW}.Rules.0.Configuration.Cron", "0 0 9-16 ? * MON *")
    ),
    _strict("window: always open", _asked(f"{WINDOW}.Rules.0.Configuration.Cron", "* * * * * ?")),
    _strict(
        "window: open on all hours of all days",
        _asked(f"{WINDOW}.Rules.0.Configuration.Cron", "* * 0-23 ? * MON,TUE,WED,THU,FRI,SAT,SUN *"),
    ),
    _strict("window: of a parameter", _asked(f"{WINDOW}.Rules.0.Configuration.Cron", {"Ref": "Window"})),
    _strict("window: in a time zone of several meanings", _asked(f"{WINDOW}.Rules.0.Configuration.TimeZone", "CST")),
    _strict("window: commands beside it", _asked(f"{WINDOW}.Rules.0.Commands", ["make release"])),
    _strict("bake: removed", mutant.drop(*STRICT, f"{STAGE}.OnSuccess")),
    _strict("bake: one alarm is not watched", mutant.drop(*STRICT, FIRST)),
    _strict("bake: no time", _asked(f"{FIRST}.Configuration.WaitTime", "0")),
    _strict("bake: fails unless the alarm is on", _asked(f"{FIRST}.Configuration.AlarmStates", "OK")),
    _strict("bake: an alarm that nobody made", _asked(f"{FIRST}.Configuration.AlarmName", "webapp-production-other")),
    _strict("bake: as the pipeline's role", mutant.drop(*STRICT, f"{FIRST}.RoleArn")),
    _strict(
        "bake: as a role of another account",
        _asked(f"{FIRST}.RoleArn", "arn:aws:iam::111111111111:role/webapp-source"),
    ),
    _strict("bake: in another region", _asked(f"{FIRST}.Region", "eu-west-1")),
    _strict("bake: goes on whatever happens", _asked(f"{BAKE}.Result", "SKIP")),
    _strict("bake role: looks at every alarm", change_statement.elements(*BAKE_POLICY, Resource="*")),
    _strict("bake role: may silence the alarms", change_statement.also(*BAKE_POLICY, "cloudwatch:DisableAlarmActions")),
    _strict(
        "bake role: the account may take it on",
        mutant.put(*BAKE_ROLE, "AssumeRolePolicyDocument.Statement.0.Principal.AWS", "arn:aws:iam::444444444444:root"),
    ),
    _strict(
        "approvers: every approval of the pipeline",
        change_statement.elements(*APPROVE_POLICY, Resource=f"{PIPELINE_ARN}/*"),
    ),
    _strict(
        "approvers: may override conditions",
        change_statement.also(*APPROVE_POLICY, "codepipeline:OverrideStageCondition"),
    ),
    _strict(
        "approvers: the build is one",
        mutant.put(
            *APPROVE_ROLE,
            "AssumeRolePolicyDocument.Statement.0.Principal.AWS",
            ["arn:aws:iam::111111111111:role/release-managers", "arn:aws:iam::111111111111:role/webapp-build"],
        ),
    ),
    _strict(
        "approvers: everybody in the account",
        mutant.put(
            *APPROVE_ROLE, "AssumeRolePolicyDocument.Statement.0.Principal.AWS", "arn:aws:iam::111111111111:root"
        ),
    ),
    _strict(
        "approvers: CodeBuild too",
        mutant.put(*APPROVE_ROLE, "AssumeRolePolicyDocument.Statement.0.Principal.Service", "codebuild.amazonaws.com"),
    ),
    _strict(
        "instances: release to their own group",
        change_statement.appended(
            *INSTANCE_POLICY,
            Sid="Release",
            Action="codedeploy:CreateDeployment",
            Resource="arn:aws:codedeploy:eu-central-1:444444444444:deploymentgroup:webapp-production/webapp-production",
        ),
    ),
    _strict(
        "release role: deploys to any group",
        change_statement.elements(
            "production",
            "Ec2/Release/ReleaseRole/Policy/Resource",
            "DeployRevisions",
            Resource="arn:aws:codedeploy:eu-central-1:444444444444:deploymentgroup:*",
        ),
    ),
)
