"""An environment whose alarm is handed to the tools account and told there, as it should be."""

from copy import deepcopy
from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import stack_of

PLACE, TOOLS = "222222222222", "111111111111"
BUS_ARN = f"arn:aws:events:eu-central-1:{TOOLS}:event-bus/app-environments"
ROLE_ARN = f"arn:aws:iam::{PLACE}:role/app-prod-forward"
CHANGES = "CloudWatch Alarm State Change"
SOURCE = {"source": ["aws.cloudwatch"], "detail-type": [CHANGES]}


def counted(number: str, what: str) -> dict[str, Any]:
    dimensions = [{"Name": "RuleName", "Value": "app-prod-forward"}]
    metric = {"Namespace": "AWS/Events", "MetricName": f"Invocations{what}ToDlq", "Dimensions": dimensions}
    return {"Id": number, "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}, "ReturnData": False}


METRICS = [{"Id": "sum", "Expression": "FILL(a, 0) + FILL(b, 0)"}, counted("a", "Sent"), counted("b", "FailedToBeSent")]
KEPT = {
    "DeadLetterConfig": {"Arn": {"Fn::GetAtt": ["Queue", "Arn"]}},
    "RetryPolicy": {"MaximumEventAgeInSeconds": 300},
}
TARGET = {"Id": "Bus", "Arn": BUS_ARN, "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}, **KEPT}
# An alarm on what waits in that queue.
WAITING = {
    "Namespace": "AWS/SQS",
    "MetricName": "ApproximateNumberOfMessagesVisible",
    "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["Queue", "QueueName"]}}],
    "Statistic": "Maximum",
    "Period": 60,
    "Threshold": 1,
    "EvaluationPeriods": 1,
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
}
ENVIRONMENT: dict[str, Any] = {
    "Errors": ("AWS::CloudWatch::Alarm", {"AlarmName": "app-prod-errors"}),
    "Group": ("AWS::CodeDeploy::DeploymentGroup", {"AlarmConfiguration": {"Alarms": [{"Name": {"Ref": "Errors"}}]}}),
    "Role": ("AWS::IAM::Role", {"RoleName": "app-prod-forward"}),
    "Queue": ("AWS::SQS::Queue", {}),
    "Rule": (
        "AWS::Events::Rule",
        {
            "Name": "app-prod-forward",
            "EventPattern": {**SOURCE, "detail": {"alarmName": ["app-prod-errors"]}},
            "Targets": [TARGET],
        },
    ),
    "Untold": (
        "AWS::CloudWatch::Alarm",
        {
            "AlarmName": "app-prod-untold",
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "EvaluationPeriods": 1,
            "Metrics": METRICS,
            "Threshold": 1,
        },
    ),
    "Mail": (
        "AWS::SNS::Subscription",
        {"FilterPolicy": {"AlarmName": ["app-prod-untold"]}, "FilterPolicyScope": "MessageBody"},
    ),
}
LETS_IN = {
    "Sid": "Tell",
    "Effect": "Allow",
    "Principal": {"AWS": f"arn:aws:iam::{PLACE}:root"},
    "Action": "events:PutEvents",
    "Resource": BUS_ARN,
    "Condition": {"ArnEquals": {"aws:PrincipalArn": [ROLE_ARN]}},
}


def _telling(**detail: Any) -> Any:
    pattern = {**SOURCE, "account": [PLACE], "detail": detail}
    target = {"Id": "1", "Arn": {"Ref": "Tell"}, **KEPT}
    told = {"EventBusName": {"Ref": "Bus"}, "EventPattern": pattern, "Targets": [target]}
    return "AWS::Events::Rule", told


OF_TOOLS: dict[str, Any] = {
    "Tell": ("AWS::StepFunctions::StateMachine", {}),
    "Bus": ("AWS::Events::EventBus", {"Name": "app-environments", "Policy": {"Statement": [LETS_IN]}}),
    "Alarm": _telling(state={"value": ["ALARM"]}),
    "Queue": ("AWS::SQS::Queue", {}),
    "Waits": ("AWS::CloudWatch::Alarm", WAITING),
    "Over": _telling(state={"value": ["OK"]}, previousState={"value": ["ALARM"]}),
}


def forwarded(**changes: Any) -> Assembly:
    """`changes`: properties by logical id, or None for what is not there."""
    stacks = []
    for stack_id, account, definitions in (("Pipeline", TOOLS, OF_TOOLS), ("prod", PLACE, ENVIRONMENT)):
        resources = {
            name: {"Type": kind, "Properties": {**deepcopy(properties), **(changes.get(name) or {})}}
            for name, (kind, properties) in definitions.items()
            if name not in changes or changes[name] is not None
        }
        stacks.append(stack_of(resources, stack_id, account=account))
    return Assembly(tuple(stacks))
