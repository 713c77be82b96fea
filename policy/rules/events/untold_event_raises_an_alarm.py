"""What a rule cannot hand to an event bus or a state machine is kept in a queue within minutes, and an alarm counts it.

Without a queue EventBridge drops the event after a day of trying, and nobody has heard of an alarm by night. The alarm
is on what the rule has put there, or on what waits in the queue.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.events._watched import MACHINE, RULE, forwarding, target_types
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.values import at, number, objects

COUNTED = {"InvocationsFailedToBeSentToDlq", "InvocationsSentToDlq"}
AT_ONCE = {"ComparisonOperator": "GreaterThanOrEqualToThreshold", "Threshold": 1, "EvaluationPeriods": 1}
WAITING = {
    "Namespace": "AWS/SQS",
    "MetricName": "ApproximateNumberOfMessagesVisible",
    "Statistic": "Maximum",
}
MOST_SECONDS = 15 * 60


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule, target in _handing_on(assembly):
        queue = resource_referred(rule.stack, at(target, "DeadLetterConfig.Arn"), "AWS::SQS::Queue")
        if queue is None:
            yield rule.violation("DeadLetterConfig")
        age = number(at(target, "RetryPolicy.MaximumEventAgeInSeconds"))
        if age is None or age > MOST_SECONDS:
            yield rule.violation("MaximumEventAgeInSeconds")
        alarms = [one for one in rule.stack.resources("AWS::CloudWatch::Alarm") if _goes_off_at_once(one)]
        if not any(_counts(alarm, rule) or _sees_what_waits(alarm, queue) for alarm in alarms):
            yield rule.violation("no alarm")


def _handing_on(assembly: Assembly) -> Iterator[tuple[Located, Any]]:
    yield from ((rule, target) for rule, target, _ in forwarding(assembly))
    for rule in assembly.resources(RULE):
        for target in objects(at(rule.properties, "Targets")):
            if MACHINE in target_types(rule, target):
                yield rule, target


def _goes_off_at_once(alarm: Located) -> bool:
    """At the first event."""
    return all(at(alarm.properties, key) == value for key, value in AT_ONCE.items())


def _counts(alarm: Located, rule: Located) -> bool:
    metrics = [at(one, "MetricStat") for one in objects(at(alarm.properties, "Metrics")) if at(one, "MetricStat")]
    of_rule = [{"Name": "RuleName", "Value": at(rule.properties, "Name")}]
    counted = {
        at(one, "Metric.MetricName")
        for one in metrics
        if at(one, "Stat") == "Sum" and at(one, "Metric.Dimensions") == of_rule
    }
    return counted == COUNTED and _sums(alarm)


def _sums(alarm: Located) -> bool:
    queries = objects(at(alarm.properties, "Metrics"))
    ids = sorted(str(at(one, "Id")) for one in queries if at(one, "MetricStat"))
    formulas = [at(one, "Expression") for one in queries if at(one, "Expression")]
    return formulas == [" + ".join(f"FILL({one}, 0)" for one in ids)]


def _sees_what_waits(alarm: Located, queue: Located | None) -> bool:
    measured = all(at(alarm.properties, key) == value for key, value in WAITING.items())
    dimensions, period = objects(at(alarm.properties, "Dimensions")), number(at(alarm.properties, "Period"))
    of_queue = [resource_referred(alarm.stack, at(one, "Value"), "AWS::SQS::Queue") for one in dimensions] == [queue]
    return measured and of_queue and queue is not None and period is not None and period <= MOST_SECONDS
