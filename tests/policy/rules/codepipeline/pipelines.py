"""A pipeline as it should be, with one environment in another account, and its ways to go wrong."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

Change = tuple[str, str, Any]
"""(`stage/action` or empty for the pipeline, dotted path, value); the value None takes the property away."""

DEPLOY_ROLE, EXECUTION_ROLE = "arn:aws:iam::222222222222:role/deploy", "arn:aws:iam::222222222222:role/execution"
RELEASE_ROLE = "arn:aws:iam::222222222222:role/release"
OF_PROD = {"StackName": "app-prod", "ChangeSetName": "changes"}


def action(name: str, category: str, provider: str, order: int = 1, role: Any = None, **rest: Any) -> dict[str, Any]:
    kind = {"Category": category, "Owner": "AWS", "Provider": provider, "Version": "1"}
    own = role or {"Fn::GetAtt": [f"{name}Role", "Arn"]}
    return {"Name": name, "ActionTypeId": kind, "RunOrder": order, "RoleArn": own, "Configuration": {}, **rest}


def cloudformation(name: str, mode: str, order: int, role: Any = None, **settings: Any) -> dict[str, Any]:
    settings = {"ActionMode": mode, **settings}
    return action(name, "Deploy", "CloudFormation", order, role, Configuration=settings)


def rule(provider: str, name: str = "Ask", **rest: Any) -> dict[str, Any]:
    kind = {"Category": "Rule", "Owner": "AWS", "Provider": provider, "Version": "1"}
    return {"Name": name, "RuleTypeId": kind, "Configuration": {}, **rest}


def condition(result: str, *rules: dict[str, Any]) -> dict[str, Any]:
    return {"Conditions": [{"Result": result, "Rules": list(rules)}]}


GOOD: dict[str, Any] = {
    "Name": "app",
    "PipelineType": "V2",
    "RestartExecutionOnUpdate": True,
    "RoleArn": {"Fn::GetAtt": ["PipelineRole", "Arn"]},
    "ArtifactStore": {"Location": "b", "Type": "S3", "EncryptionKey": {"Id": {"Ref": "Key"}, "Type": "KMS"}},
    "Triggers": [
        {
            "ProviderType": "CodeStarSourceConnection",
            "GitConfiguration": {"SourceActionName": "Source", "Push": [{"Branches": {"Includes": ["main"]}}]},
        }
    ],
    "Stages": [
        {
            "Name": "Source",
            "Actions": [
                action("Source", "Source", "CodeStarSourceConnection", Configuration={"DetectChanges": False}),
            ],
        },
        {"Name": "Build", "Actions": [action("Synth", "Build", "CodeBuild", OutputArtifacts=[{"Name": "Templates"}])]},
        {
            "Name": "Update",
            "Actions": [
                cloudformation(
                    "Update",
                    "CREATE_UPDATE",
                    1,
                    StackName="app-pipeline",
                    RoleArn="arn:aws:iam::111111111111:role/execution",
                    TemplatePath="Templates::Pipeline.template.json",
                )
            ],
        },
        {
            "Name": "prod",
            "Actions": [
                cloudformation(
                    "Prepare",
                    "CHANGE_SET_REPLACE",
                    1,
                    DEPLOY_ROLE,
                    RoleArn=EXECUTION_ROLE,
                    TemplatePath="Templates::prod.template.json",
                    **OF_PROD,
                ),
                action("Approve", "Approval", "Manual", 2, Configuration={"NotificationArn": {"Ref": "Topic"}}),
                cloudformation("Execute", "CHANGE_SET_EXECUTE", 3, DEPLOY_ROLE, **OF_PROD),
                action("Release", "Deploy", "CodeDeploy", 4, RELEASE_ROLE),
            ],
        },
    ],
}


def pipeline(*changes: Change, **others: Any) -> Assembly:
    """`others`: resources beside it."""
    properties = deepcopy(GOOD)
    for where, path, value in changes:
        _put(_target(properties, where), path.split("."), value)
    resources = {"Pipeline": {"Type": "AWS::CodePipeline::Pipeline", "Properties": properties}, **others}
    own = stack_of(resources, "Pipeline", "app-pipeline", "111111111111")
    return Assembly((own, stack_of({}, "prod", "app-prod", "222222222222")))


def found(check: Callable[[Assembly], Iterator[Violation]], *changes: Change, **others: Any) -> list[str]:
    return details(check, pipeline(*changes, **others))


def stages(*names: str) -> Change:
    """The stages in this order, without those that are not named."""
    by_name = {stage["Name"]: stage for stage in GOOD["Stages"]}
    return ("", "Stages", deepcopy([by_name[name] for name in names]))


def without(stage: str, name: str) -> Change:
    """A stage without one of its actions."""
    kept = [one for one in _stage(GOOD, stage)["Actions"] if one["Name"] != name]
    return (stage, "Actions", deepcopy(kept))


def _target(properties: dict[str, Any], where: str) -> dict[str, Any]:
    stage, _, name = where.partition("/")
    if not name:
        return _stage(properties, stage) if stage else properties
    [found_action] = [one for one in _stage(properties, stage)["Actions"] if one["Name"] == name]
    return dict_of(found_action)


def _stage(properties: dict[str, Any], name: str) -> dict[str, Any]:
    [stage] = [stage for stage in properties["Stages"] if stage["Name"] == name]
    return dict_of(stage)


def _put(target: dict[str, Any], path: list[str], value: Any) -> None:
    *parents, last = path
    for parent in parents:
        target = target.setdefault(parent, {})
    if value is None:
        del target[last]
    else:
        target[last] = value


def dict_of(value: Any) -> dict[str, Any]:
    assert isinstance(value, dict)
    return value
