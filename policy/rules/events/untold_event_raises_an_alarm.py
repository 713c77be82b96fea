"""What a rule cannot hand to an event bus is kept in a queue within minutes, and an alarm counts it.

Without a queue EventBridge drops the event after a day of trying, and nobody has heard of an alarm by night.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.events._watched import forwarding
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.values import at, number, objects

COUNTED = {"InvocationsFailedToBeSentToDlq", "InvocationsSentToDlq"}
MOST_SECONDS = 15 * 60


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule, target, _ in forwarding(assembly):
        if resource_referred(rule.stack, at(target, "DeadLetterConfig.Arn"), "AWS::SQS::Queue") is None:
            yield rule.violation("DeadLetterConfig")
        age = number(at(target, "RetryPolicy.MaximumEventAgeInSeconds"))
        if age is None or age > MOST_SECONDS:
            yield rule.violation("MaximumEventAgeInSeconds")
        if not any(_counts(alarm, rule) for alarm in rule.stack.resources("AWS::CloudWatch::Alarm")):
            yield rule.violation("no alarm")


def _counts(alarm: Located, rule: Located) -> bool:
    """At the first event."""
    metrics = [at(one, "MetricStat") for one in objects(at(alarm.properties, "Metrics")) if at(one, "MetricStat")]
    of_rule = [{"Name": "RuleName", "Value": at(rule.properties, "Name")}]
    counted = {
        at(one, "Metric.MetricName")
        for one in metrics
        if at(one, "Stat") == "Sum" and at(one, "Metric.Dimensions") == of_rule
    }
    at_once = at(alarm.properties, "Threshold") == 1 and at(alarm.properties, "EvaluationPeriods") == 1
    return at_once and counted == COUNTED and _sums(alarm)


def _sums(alarm: Located) -> bool:
    queries = objects(at(alarm.properties, "Metrics"))
    ids = sorted(str(at(one, "Id")) for one in queries if at(one, "MetricStat"))
    formulas = [at(one, "Expression") for one in queries if at(one, "Expression")]
    over = at(alarm.properties, "ComparisonOperator") == "GreaterThanOrEqualToThreshold"
    return over and formulas == [" + ".join(f"FILL({one}, 0)" for one in ids)]
