"""Who is told of events, alarms and instances is told by a topic of the same template, and nothing else is done.

Another topic has subscribers that nobody knows; and an alarm's action may also stop an instance or run a function.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
"""

import re
from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at, objects

ALARMS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
GROUP = "AWS::AutoScaling::AutoScalingGroup"
TOPIC_ARN = re.compile(r"arn:aws[a-z-]*:sns:[^\"\s]*")


def check(assembly: Assembly) -> Iterator[Violation]:
    for holder, where, told in _told(assembly):
        if resource_referred(holder.stack, told, "AWS::SNS::Topic") is None:
            yield holder.violation(f"{where} {text(told)}")
    for rule, arn in _named(assembly):
        if not _is_declared(rule, arn):
            yield rule.violation(f"Targets {arn}")


def _told(assembly: Assembly) -> Iterator[tuple[Located, str, Any]]:
    for alarm in assembly.resources(*ALARMS):
        for state in ("AlarmActions", "OKActions", "InsufficientDataActions"):
            yield from ((alarm, state, told) for told in listed(at(alarm.properties, state) or []))
    for group in assembly.resources(GROUP):
        for one in objects(at(group.properties, "NotificationConfigurations")):
            yield group, "TopicARN", at(one, "TopicARN")


def _named(assembly: Assembly) -> Iterator[tuple[Located, str]]:
    """Topics that an event rule names to the state machine which it starts."""
    for rule in assembly.resources("AWS::Events::Rule"):
        for target in objects(at(rule.properties, "Targets")):
            template = text(at(target, "InputTransformer.InputTemplate") or "")
            yield from ((rule, arn) for arn in TOPIC_ARN.findall(template))


def _is_declared(holder: Located, arn: str) -> bool:
    stack = holder.stack
    topics = (text(at(topic.properties, "TopicName") or "?") for topic in stack.resources("AWS::SNS::Topic"))
    return arn in {f"arn:aws:sns:{stack.region}:{stack.account}:{name}" for name in topics}
