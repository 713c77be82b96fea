"""Who is told of approvals, alarms and instances is told by a topic of the same template, and nothing else is done.

Another topic has subscribers that nobody knows; and an alarm's action may also stop an instance or run a function.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at, objects

ALARMS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
GROUP = "AWS::AutoScaling::AutoScalingGroup"


def check(assembly: Assembly) -> Iterator[Violation]:
    for holder, where, told in _told(assembly):
        if resource_referred(holder.stack, told, "AWS::SNS::Topic") is None:
            yield holder.violation(f"{where} {text(told)}")


def _told(assembly: Assembly) -> Iterator[tuple[Located, str, Any]]:
    for alarm in assembly.resources(*ALARMS):
        for state in ("AlarmActions", "OKActions", "InsufficientDataActions"):
            yield from ((alarm, state, told) for told in listed(at(alarm.properties, state) or []))
    for group in assembly.resources(GROUP):
        for one in objects(at(group.properties, "NotificationConfigurations")):
            yield group, "TopicARN", at(one, "TopicARN")
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if action.asks_people and action.setting("NotificationArn") is not None:
                yield pipeline.resource, f"{action.stage}/{action.name}", action.setting("NotificationArn")
