"""A load balancer before hosts or tasks has an alarm on the share of its requests that none of them answers.

The alarms that stop a release look only at what serves, so that a first release survives them: they are quiet while
everything is dead. Where hosts are stopped at certain hours, a request for which there is no host to choose, and which
the load balancer does not count among its requests, is no outage.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._measures import measure
from policy.rules.cloudwatch._outage import UNANSWERED, outage_alarms
from policy.templates.assembly import Assembly, Stack
from policy.templates.template import text
from policy.templates.values import at, objects

ALWAYS = f"100 * {UNANSWERED} / MAX([FILL(RequestCount, 0), {UNANSWERED}])"
IN_ITS_HOURS = f"IF(RequestCount > 0, 100 * {UNANSWERED} / RequestCount, 0)"


def check(assembly: Assembly) -> Iterator[Violation]:
    alarms = list(outage_alarms(assembly))
    for balancer in assembly.resources("AWS::ElasticLoadBalancingV2::LoadBalancer"):
        if _has_hosts(balancer.stack) and not any(alarm.stack is balancer.stack for alarm in alarms):
            yield balancer.violation("no alarm")
    for alarm in alarms:
        expected = IN_ITS_HOURS if _is_stopped_at_hours(alarm.stack) else ALWAYS
        if measure(alarm) != expected:
            yield alarm.violation(f"measures {measure(alarm)}")
        for query in objects(at(alarm.properties, "Metrics")):
            if at(query, "MetricStat") is not None and at(query, "MetricStat.Stat") != "Sum":
                yield alarm.violation(f"{text(at(query, 'MetricStat.Metric.MetricName'))} not summed")


def _has_hosts(stack: Stack) -> bool:
    """What Lambda does not answer are errors and throttles of the function."""
    groups = stack.resources("AWS::ElasticLoadBalancingV2::TargetGroup")
    return any(text(at(group.properties, "TargetType")) != "lambda" for group in groups)


def _is_stopped_at_hours(stack: Stack) -> bool:
    return any(True for _ in stack.resources("AWS::AutoScaling::ScheduledAction"))
