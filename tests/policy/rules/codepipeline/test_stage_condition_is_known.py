from typing import Any

import pytest

from policy.rules.codepipeline.stage_condition_is_known import check
from tests.policy.rules.codepipeline.pipelines import condition, found, rule

WINDOW, ALARM = rule("DeploymentWindow"), rule("CloudWatchAlarm")
RETRY = {"Result": "RETRY", "RetryConfiguration": {"RetryMode": "ALL_ACTIONS"}}


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        ("BeforeEntry", condition("FAIL", WINDOW)),
        ("BeforeEntry", condition("FAIL", WINDOW, ALARM)),
        ("OnSuccess", condition("FAIL", ALARM)),
        ("OnSuccess", condition("ROLLBACK", ALARM)),
        ("OnFailure", {"Result": "ROLLBACK"}),
        ("OnFailure", RETRY),
    ],
)
def test_what_the_rules_look_into_passes(moment: str, says: Any) -> None:
    assert found(check, ("prod", moment, says)) == []


@pytest.mark.parametrize(
    ("moment", "says", "detail"),
    [
        ("BeforeEntry", condition("SKIP", WINDOW), " Result"),
        ("BeforeEntry", condition("FAIL", rule("LambdaInvoke")), " Ask LambdaInvoke"),
        ("BeforeEntry", condition("FAIL", {**WINDOW, "Commands": ["make"]}), " Ask DeploymentWindow"),
        ("BeforeEntry", {"Conditions": [*condition("FAIL", WINDOW)["Conditions"]] * 2}, " Result"),
        ("BeforeEntry", {"Fn::If": ["Ask", condition("FAIL", WINDOW), {}]}, ""),
        ("OnSuccess", condition("FAIL", WINDOW), " Ask DeploymentWindow"),
        ("OnSuccess", condition("FAIL", *[ALARM] * 6), " 6 rules"),
        ("OnSuccess", {"Conditions": [{"Result": "FAIL", "Rules": {"Ref": "Rules"}}]}, " null null"),
        ("OnFailure", condition("ROLLBACK", ALARM), ""),
        ("OnFailure", {"Result": "RETRY"}, " Result"),
        ("OnFailure", {"Result": {"Ref": "Result"}}, " Result"),
        ("OnFailure", {**RETRY, "Conditions": []}, ""),
    ],
)
def test_anything_else_is_found(moment: str, says: Any, detail: str) -> None:
    assert f"prod {moment}{detail}" in found(check, ("prod", moment, says))
