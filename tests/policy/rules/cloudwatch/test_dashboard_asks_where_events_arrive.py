import json
from typing import Any

from policy.rules.cloudwatch.dashboard_asks_where_events_arrive import check
from tests.policy.rules.builder import ACCOUNT, REGION, assembly_of, details
from tests.policy.rules.policies import document

NAME = "/aws/events/webapp"
QUERY = {"type": "log", "properties": {"query": f"SOURCE '{NAME}' | stats count(*)"}}
DASHBOARD = {"Type": "AWS::CloudWatch::Dashboard", "Properties": {"DashboardBody": json.dumps({"widgets": [QUERY]})}}
PUT = {
    "Principal": {"Service": ["delivery.logs.amazonaws.com", "events.amazonaws.com"]},
    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
    "Resource": "*",
}


def group(*statements: dict[str, Any], name: str = NAME) -> dict[str, Any]:
    policy = {"ResourcePolicyDocument": document(*statements)} if statements else {}
    return {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": name, **policy}}


def rule(name: str = NAME, **properties: Any) -> dict[str, Any]:
    target = {"Id": "Log", "Arn": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{name}"}
    return {"Type": "AWS::Events::Rule", "Properties": {"Targets": [target], **properties}}


def found(**resources: Any) -> list[str]:
    return [each.removeprefix(f"{NAME}::") for each in details(check, assembly_of(DASHBOARD, **resources))]


def test_a_group_that_a_rule_fills() -> None:
    assert found(Group=group(PUT), Rule=rule()) == []


def test_a_group_that_nothing_reaches() -> None:
    assert found(Group=group(PUT)) == ["no rule fills it"]
    assert found(Group=group(PUT), Rule=rule("/aws/events/another")) == ["no rule fills it"]
    assert found(Group=group(PUT), Rule=rule(State="DISABLED")) == ["no rule fills it"]
    assert found(Rule=rule()) == ["not of the stack"]


def test_a_group_that_eventbridge_may_not_write_to() -> None:
    half = {**PUT, "Principal": {"Service": "events.amazonaws.com"}}
    for statements in ((), (half,), ({**PUT, "Action": "logs:PutLogEvents"},), ({**PUT, "Effect": "Deny"},)):
        assert found(Group=group(*statements), Rule=rule()) == ["EventBridge may not write"]
