"""An alarm that a deployment watches or that tells of an outage fires when things go badly: by what it measures,
which way, and when.

More errors, latency or unhealthy hosts are worse, never fewer. No percentage exceeds 100, and after 60 seconds of
silence a load balancer gives a request up, unless its attributes say otherwise, which ours do not:
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
With a limit of nothing the alarm has always gone off, and CodeDeploy starts no deployment.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.rules.cloudwatch._outage import told_alarms
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at, is_false, objects

HARM = re.compile(r"[45]xx|error|fail|fault|latency|reject|responsetime|throttl|timeout|unhealthy", re.IGNORECASE)
STRAIN = re.compile(r"healthyhost|utilization", re.IGNORECASE)  # bad in one direction, and either may be meant
QUERY = re.compile(r"\b(METRICS|SEARCH)\(|\bSELECT\b")  # finds its metrics by itself
PERCENTAGE = re.compile(r"\b100\s*\*|\*\s*100\b")

IDLE = 60  # seconds


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in told_alarms(assembly):
        comparison = text(at(alarm.properties, "ComparisonOperator"))
        harmful = any(HARM.search(name) for name in _metrics(alarm))
        if not harmful and not any(STRAIN.search(name) for name in _metrics(alarm)):
            yield alarm.violation(f"MetricName::{', '.join(_metrics(alarm))}")
        if harmful and comparison.startswith("LessThan"):
            yield alarm.violation(f"ComparisonOperator::{comparison}")
        if not 0 < _number(at(alarm.properties, "Threshold")) <= _highest(alarm):
            yield alarm.violation(f"Threshold::{text(alarm.properties['Threshold'])}")
        ids = {text(at(query, "Id")) for query in _queries(alarm)}
        for expression in _expressions(alarm):
            if not ids & set(re.findall(r"\w+", expression)) and not QUERY.search(expression):
                yield alarm.violation(f"Expression::{expression}")


def _queries(alarm: Located) -> list[Mapping[str, Any]]:
    return objects(at(alarm.properties, "Metrics"))


def _metrics(alarm: Located) -> list[str]:
    names = [at(query, "MetricStat.Metric.MetricName") for query in _queries(alarm)]
    return [text(name) for name in (*names, at(alarm.properties, "MetricName")) if name]


def _expressions(alarm: Located) -> list[str]:
    """Those that decide."""
    deciding = (query for query in _queries(alarm) if not is_false(at(query, "ReturnData")))
    return [text(query["Expression"]) for query in deciding if "Expression" in query]


def _highest(alarm: Located) -> float:
    percentage = any(PERCENTAGE.search(expression) for expression in _expressions(alarm))
    if percentage or any(name.endswith("Utilization") for name in _metrics(alarm)):
        return 100
    return IDLE if at(alarm.properties, "MetricName") == "TargetResponseTime" else float("inf")


def _number(value: Any) -> float:
    """What is no number is no limit to look at: release_alarm_can_fire asks for one."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return 1
