from typing import Any

import pytest

from policy.rules.codepipeline.bake_watches_release_alarms import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.cloudwatch import harm
from tests.policy.rules.codepipeline.pipelines import condition, pipeline, rule

ROLE = "arn:aws:iam::222222222222:role/app-prod-bake"
RELEASE = {
    "Errors": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "app-prod-errors"}},
    "Latency": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "app-prod-latency"}},
    "Group": {
        "Type": "AWS::CodeDeploy::DeploymentGroup",
        "Properties": {"AlarmConfiguration": {"Alarms": [{"Name": {"Ref": "Errors"}}, {"Name": {"Ref": "Latency"}}]}},
    },
}


def watch(name: str, wait: Any = "15", states: str = "ALARM", **rest: Any) -> dict[str, Any]:
    settings = {"AlarmName": f"app-prod-{name}", "AlarmStates": states, "WaitTime": wait}
    where = {"RoleArn": ROLE, "Region": "eu-central-1"}
    return rule("CloudWatchAlarm", name, Configuration=settings, **{**where, **rest})


def found(*rules: dict[str, Any]) -> list[str]:
    own = pipeline(("prod", "OnSuccess", condition("FAIL", *rules))).stacks[0]
    return details(check, Assembly((own, stack_of(RELEASE, "prod", "app-prod", "222222222222"))))


LATENCY = watch("latency")


def test_every_release_alarm_is_watched() -> None:
    assert found(watch("errors"), LATENCY) == []


def test_one_that_is_not_watched_is_found() -> None:
    assert found(watch("errors")) == ["prod OnSuccess without app-prod-latency"]


@pytest.mark.parametrize(
    ("wrong", "detail"),
    [
        (watch("errors", wait="0"), "WaitTime"),
        (watch("errors", wait={"Ref": "Wait"}), "WaitTime"),
        (watch("errors", states="ALARM,INSUFFICIENT_DATA"), "AlarmStates"),
        (watch("errors", RoleArn="arn:aws:iam::111111111111:role/other"), "RoleArn"),
        (watch("errors", RoleArn=None), "RoleArn"),
        (watch("errors", Region="eu-west-1"), "Region"),
    ],
)
def test_a_rule_that_watches_otherwise_is_found(wrong: dict[str, Any], detail: str) -> None:
    assert found(wrong, LATENCY) == [f"prod OnSuccess errors {detail}"]


def test_an_alarm_that_nobody_makes_is_found() -> None:
    assert "prod OnSuccess other AlarmName" in found(watch("errors"), LATENCY, watch("other"))


def found_with(standing: dict[str, Any]) -> list[str]:
    """Where an alarm that stands for all is the one that is watched."""
    own = pipeline(("prod", "OnSuccess", condition("FAIL", watch("harm")))).stacks[0]
    there = stack_of({**harm.RELEASE, "Harm": standing}, "prod", "app-prod", "222222222222")
    return details(check, Assembly((own, there)))


def test_one_that_stands_for_all_is_enough() -> None:
    assert found_with(harm.harm()) == []


@pytest.mark.parametrize(
    ("standing", "missed"),
    [
        (harm.harm("MAX([ill])"), ["latency"]),
        (harm.harm("MIN([slow, ill])"), ["hosts", "latency"]),
        (harm.harm("MAX([slow, ill, other])"), ["hosts", "latency"]),
        (harm.harm(slow="IF(latency >= 15, 1, 0)"), ["latency"]),
        (harm.harm(ill="IF(hosts <= 1, 1, 0)"), ["hosts", "latency"]),
        (harm.harm(hosts="FILL(unhealthy, 1)"), ["hosts"]),
        (harm.harm(latency="p50"), ["latency"]),
        (harm.harm(Threshold=2), ["hosts", "latency"]),
        (harm.harm(DatapointsToAlarm=3), ["hosts", "latency"]),
        (harm.harm(TreatMissingData="missing"), ["hosts", "latency"]),
        (harm.alarm("harm", 1), ["hosts", "latency"]),
    ],
)
def test_one_that_does_not_stand_for_all_is_found(standing: dict[str, Any], missed: list[str]) -> None:
    assert found_with(standing) == [f"prod OnSuccess without app-prod-{name}" for name in missed]
