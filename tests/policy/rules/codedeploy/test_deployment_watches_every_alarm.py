import pytest

from policy.rules.codedeploy.deployment_watches_every_alarm import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.cloudwatch import harm, outage
from tests.policy.rules.codedeploy.groups import definition, group

ALARM = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "errors"}}


def test_an_alarm_that_no_deployment_watches_is_found() -> None:
    assert details(check, assembly_of(definition(), Alarm=ALARM)) == []
    assert details(check, group()) == ["no deployment watches it"]


def test_without_deployments_alarms_are_for_people() -> None:
    assert details(check, assembly_of(Alarm=ALARM)) == []


@pytest.mark.parametrize(
    ("namespaces", "said"), [(["AWS/Events"], []), (["AWS/Events", "AWS/EC2"], ["no deployment watches it"])]
)
def test_what_eventbridge_counts_no_release_sets_off(namespaces: list[str], said: list[str]) -> None:
    metrics = [
        {"Id": "sum", "Expression": "a"},
        *({"MetricStat": {"Metric": {"Namespace": one}}} for one in namespaces),
    ]
    untold = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": metrics}}
    assert details(check, assembly_of(definition(), Alarm=ALARM, Untold=untold)) == said


def test_one_that_stands_for_those_that_are_watched_adds_nothing() -> None:
    assert details(check, assembly_of(**harm.RELEASE, Harm=harm.harm())) == []
    other = harm.harm(latency="p50")
    assert details(check, assembly_of(**harm.RELEASE, Harm=other)) == ["no deployment watches it"]


def test_an_outage_is_no_matter_of_deployments() -> None:
    assert details(check, assembly_of(definition(), Alarm=ALARM, Outage=outage.alarm())) == []
