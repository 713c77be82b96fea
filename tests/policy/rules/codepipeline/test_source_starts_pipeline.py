from typing import Any

import pytest

from policy.rules.codepipeline.source_starts_pipeline import check
from tests.policy.rules.codepipeline.pipelines import GOOD, found

TRIGGER = GOOD["Triggers"][0]["GitConfiguration"]
CODECOMMIT = ("Source/Source", "ActionTypeId.Provider", "CodeCommit")
ARN = {"Fn::Join": ["", ["arn:aws:codepipeline:eu-central-1:111111111111:", {"Ref": "Pipeline"}]]}


def rule(**changes: Any) -> dict[str, Any]:
    properties = {"EventPattern": {"source": ["aws.codecommit"]}, "Targets": [{"Arn": ARN}], **changes}
    return {"Type": "AWS::Events::Rule", "Properties": properties}


def test_a_trigger() -> None:
    assert found(check) == []


@pytest.mark.parametrize(
    "triggers",
    [
        [],
        [{"GitConfiguration": {**TRIGGER, "SourceActionName": "Other"}}],
        [{"GitConfiguration": {**TRIGGER, "Push": []}}],
    ],
)
def test_no_trigger_for_this_source(triggers: list[Any]) -> None:
    assert found(check, ("", "Triggers", triggers)) == ["Source/Source no trigger"]


@pytest.mark.parametrize("arn", [ARN, "arn:aws:codepipeline:eu-central-1:111111111111:app"])
def test_a_rule(arn: Any) -> None:
    assert found(check, CODECOMMIT, Rule=rule(Targets=[{"Arn": arn}])) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"State": "DISABLED"},
        {"EventPattern": {"source": ["aws.s3"]}},
        {"Targets": []},
        {"Targets": [{"Arn": "arn:aws:codepipeline:eu-central-1:111111111111:other"}]},
        {"Targets": [{"Arn": "arn:aws:lambda:eu-central-1:111111111111:function:app"}]},
    ],
)
def test_a_rule_that_does_not_start_the_pipeline(changes: dict[str, Any]) -> None:
    assert found(check, CODECOMMIT, Rule=rule(**changes)) == ["Source/Source no EventBridge rule"]


def test_no_rule() -> None:
    assert found(check, CODECOMMIT) == ["Source/Source no EventBridge rule"]
