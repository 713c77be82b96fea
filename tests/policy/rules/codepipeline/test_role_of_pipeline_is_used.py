from typing import Any

from policy.rules.codepipeline.role_of_pipeline_is_used import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.codepipeline.pipelines import condition, pipeline, rule
from tests.policy.rules.policies import role

BAKE = "arn:aws:iam::222222222222:role/bake"


def found(trusted: Any, *changes: Any) -> list[str]:
    own_role = role({"Service": "codepipeline.amazonaws.com"})
    own_role["Properties"]["RoleName"] = "own"
    own = pipeline(*changes, PipelineRole=own_role).stacks[0]
    bake = role({"AWS": trusted})
    bake["Properties"]["RoleName"] = "bake"
    return details(check, Assembly((own, stack_of({"Bake": bake}, "prod", "app-prod", "222222222222"))))


OWN = "arn:aws:iam::111111111111:role/own"


def test_the_role_of_a_rule_passes() -> None:
    assert found(OWN, ("prod", "OnSuccess", condition("FAIL", rule("CloudWatchAlarm", RoleArn=BAKE)))) == []


def test_a_role_that_nothing_uses_is_found() -> None:
    assert found(OWN) == ["nothing of the pipeline takes it on"]


def test_a_role_of_somebody_else_is_none_of_the_pipelines() -> None:
    assert found("arn:aws:iam::111111111111:role/person") == []
