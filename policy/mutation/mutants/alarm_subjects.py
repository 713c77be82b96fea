"""What alarms measure, of what, and what they do."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, appended_to, drop, properties, put
from policy.templates.assembly import Assembly

ERRORS, LATENCY, UNHEALTHY = (
    ("production", f"Ec2/Alarms/{what}/Resource") for what in ("http-5xx", "latency-p95", "unhealthy-hosts")
)
TERMINATE = "arn:aws:automate:eu-central-1:ec2:terminate"
ITEM = "arn:aws:ssm:eu-central-1:444444444444:opsitem:1"


def _statistic(value: str) -> Change:
    """In place of the percentile."""

    def change(assembly: Assembly) -> None:
        alarm: dict[str, Any] = properties(assembly, *LATENCY)
        del alarm["ExtendedStatistic"]
        alarm["Statistic"] = value

    return change


MUTANTS = (
    Mutant("alarm: a metric that says nothing bad", put(*LATENCY, "MetricName", "ActiveConnectionCount")),
    Mutant(
        "alarm: good answers for errors",
        put(*ERRORS, "Metrics.1.MetricStat.Metric.MetricName", "HTTPCode_Target_2XX_Count"),
    ),
    Mutant("alarm: latency of another load balancer", put(*LATENCY, "Dimensions.0.Value", "app/other/1")),
    Mutant(
        "alarm: errors of another load balancer",
        put(*ERRORS, "Metrics.1.MetricStat.Metric.Dimensions.0.Value", "app/o/1"),
    ),
    Mutant("alarm: no dimensions", drop(*LATENCY, "Dimensions")),
    Mutant("alarm: a namespace without data", put(*LATENCY, "Namespace", "Custom")),
    Mutant("alarm: the fastest hundredth", put(*LATENCY, "ExtendedStatistic", "p1")),
    Mutant("alarm: the fastest request", _statistic("Minimum")),
    Mutant("alarm: how many requests", _statistic("SampleCount")),
    Mutant("alarm: the fewest unhealthy hosts", put(*UNHEALTHY, "Metrics.2.MetricStat.Stat", "Minimum")),
    Mutant(
        "alarm: tells another topic", put(*LATENCY, "AlarmActions", ["arn:aws:sns:eu-central-1:444444444444:other"])
    ),
    Mutant("alarm: ends instances too", appended_to(*LATENCY, "AlarmActions", TERMINATE)),
    Mutant("alarm: does something when all is well", put(*LATENCY, "OKActions", [ITEM])),
)
