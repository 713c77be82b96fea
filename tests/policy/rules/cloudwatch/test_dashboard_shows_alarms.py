import json
from typing import Any

import pytest

from policy.rules.cloudwatch.dashboard_shows_alarms import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.cloudwatch import outage

ALARM = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmName": "errors"}}
GROUP = {
    "Type": "AWS::CodeDeploy::DeploymentGroup",
    "Properties": {"AlarmConfiguration": {"Enabled": True, "Alarms": [{"Name": {"Ref": "Alarm"}}]}},
}
COMPUTED = {"Fn::Select": [1, {"Fn::Split": ["/", {"Ref": "Listener"}]}]}
ARN = {"Fn::GetAtt": ["Alarm", "Arn"]}


def found(body: Any) -> list[str]:
    dashboard = {"Type": "AWS::CloudWatch::Dashboard", "Properties": {"DashboardBody": body}}
    return details(check, assembly_of(dashboard, Alarm=ALARM, Group=GROUP))


def test_an_alarm_on_a_dashboard_with_much_else() -> None:
    head = '{"widgets":[{"type":"metric","properties":{"metrics":[["A","'
    middle, end = '"]]}},{"type":"alarm","properties":{"alarms":["', '"]}}]}'
    assert found({"Fn::Join": ["", [head, COMPUTED, middle, ARN, end]]}) == []


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "no JSON",
        json.dumps({"widgets": [{"type": "alarm", "properties": {"alarms": ["arn:aws:cloudwatch:::alarm:another"]}}]}),
        {"Fn::Join": ["", ['{"widgets":[{"type":"text","properties":{"markdown":"', ARN, '"}}]}']]},
    ],
)
def test_an_alarm_that_nobody_sees(body: Any) -> None:
    assert found(body) == ["not on a dashboard"]


def test_an_outage_that_nobody_sees() -> None:
    assert details(check, assembly_of(Outage=outage.alarm())) == ["not on a dashboard"]
