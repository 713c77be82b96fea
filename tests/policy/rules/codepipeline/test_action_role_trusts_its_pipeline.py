from typing import Any

from policy.rules.codepipeline.action_role_trusts_its_pipeline import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.policies import role

RELEASE = "arn:aws:iam::222222222222:role/release"


def arn(logical_id: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [logical_id, "Arn"]}


def named(name: str, definition: dict[str, Any]) -> dict[str, Any]:
    definition["Properties"]["RoleName"] = name
    return definition


def found(source_trusts: Any, release_trusts: Any) -> list[str]:
    actions = [{"Name": "Source", "RoleArn": arn("Source")}, {"Name": "Release", "RoleArn": RELEASE}]
    tools = {
        "Pipeline": {
            "Type": "AWS::CodePipeline::Pipeline",
            "Properties": {"RoleArn": arn("Own"), "Stages": [{"Name": "All", "Actions": actions}]},
        },
        "Own": named("own", role({"Service": "codepipeline.amazonaws.com"})),
        "Build": role(),
        "Source": role({"AWS": source_trusts}),
    }
    live = {"Release": named("release", role({"AWS": release_trusts}))}
    return details(check, Assembly((stack_of(tools), stack_of(live, "live", account="222222222222"))))


OWN = "arn:aws:iam::111111111111:role/own"


def test_the_pipelines_role_passes() -> None:
    assert found(arn("Own"), OWN) == []


def test_another_role_is_found() -> None:
    build = "arn:aws:iam::111111111111:role/${Build}"
    assert found([arn("Own"), arn("Build")], OWN) == [f"Principal::{build}"]
    assert found(arn("Own"), OWN.replace("own", "build")) == ["Principal::arn:aws:iam::111111111111:role/build"]
