"""An alarm that a deployment watches or that tells of an outage measures what its own template makes, in the namespace
that AWS gives it.

Another load balancer is well while this one fails; without dimensions, or in another namespace, there is no data, and
an alarm without data is quiet.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.rules.cloudwatch._outage import told_alarms
from policy.templates.assembly import Assembly, Located
from policy.templates.references import all_referred
from policy.templates.template import text
from policy.templates.values import at, objects

# The service whose namespace has a metric with that dimension.
NAMESPACES = {"LoadBalancer": ("AWS/ApplicationELB", "AWS/NetworkELB"), "TargetGroup": ("AWS/ApplicationELB",)}


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in told_alarms(assembly):
        own = {resource.logical_id for resource in alarm.stack.resources()}
        for metric in _metrics(alarm):
            dimensions, name = objects(at(metric, "Dimensions")), text(at(metric, "MetricName"))
            if not dimensions or not all(all_referred(at(one, "Value")) & own for one in dimensions):
                yield alarm.violation(f"Dimensions of {name}")
            if not all(_is_there(text(at(one, "Name")), text(at(metric, "Namespace"))) for one in dimensions):
                yield alarm.violation(f"Namespace of {name}")


def _metrics(alarm: Located) -> list[Mapping[str, Any]]:
    of_queries = [at(query, "MetricStat.Metric") for query in objects(at(alarm.properties, "Metrics"))]
    return [one for one in (*of_queries, alarm.properties) if at(one, "MetricName") is not None]


def _is_there(dimension: str, namespace: str) -> bool:
    return namespace in NAMESPACES.get(dimension, (namespace,))
