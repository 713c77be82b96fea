"""The alarms on what a load balancer answers itself, since no host or task does; and all that people are told of.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
"""

from collections.abc import Iterator

from policy.rules.codedeploy._groups import release_alarms
from policy.templates.assembly import Assembly, Located
from policy.templates.values import at, objects

UNANSWERED = "HTTPCode_ELB_5XX_Count"


def outage_alarms(assembly: Assembly) -> Iterator[Located]:
    for alarm in assembly.resources("AWS::CloudWatch::Alarm"):
        metrics = [at(one, "MetricStat.Metric.MetricName") for one in objects(at(alarm.properties, "Metrics"))]
        if UNANSWERED in (*metrics, at(alarm.properties, "MetricName")):
            yield alarm


def told_alarms(assembly: Assembly) -> Iterator[Located]:
    """Those that a deployment watches, and those of an outage; each once."""
    of_releases = list(release_alarms(assembly))
    yield from of_releases
    known = {(alarm.stack.id, alarm.logical_id) for alarm in of_releases}
    yield from (alarm for alarm in outage_alarms(assembly) if (alarm.stack.id, alarm.logical_id) not in known)
