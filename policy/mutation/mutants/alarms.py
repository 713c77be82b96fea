"""The alarms that stop a release."""

from policy.mutation.mutant import Mutant, drop, properties, put
from policy.templates.assembly import Assembly

ERRORS, LATENCY, HOSTS = (
    ("production", f"Ec2/Alarms/{what}/Resource") for what in ("http-5xx", "latency-p95", "unhealthy-hosts")
)
ALARMS = {"alarm on errors": ERRORS, "alarm on latency": LATENCY, "alarm on hosts": HOSTS}


def _returns_requests(assembly: Assembly) -> None:
    queries = properties(assembly, *ERRORS)["Metrics"]
    queries[0]["ReturnData"], queries[1]["ReturnData"] = False, True


MUTANTS = (
    *(Mutant(f"{name}: missing data undecided", drop(*alarm, "TreatMissingData")) for name, alarm in ALARMS.items()),
    *(Mutant(f"{name}: threshold removed", drop(*alarm, "Threshold")) for name, alarm in ALARMS.items()),
    *(Mutant(f"{name}: switched off", put(*alarm, "ActionsEnabled", False)) for name, alarm in ALARMS.items()),
    *(Mutant(f"{name}: tells nobody", drop(*alarm, "AlarmActions")) for name, alarm in ALARMS.items()),
    *(Mutant(f"{name}: says nothing", drop(*alarm, "AlarmDescription")) for name, alarm in ALARMS.items()),
    Mutant(
        "alarm on errors: says what it means and not what to do", put(*ERRORS, "AlarmDescription", "Too many errors")
    ),
    Mutant("alarm on errors: missing data is an alarm", put(*ERRORS, "TreatMissingData", "breaching")),
    Mutant("alarm on latency: decides after hours", put(*LATENCY, "Period", 3600)),
    Mutant("alarm on errors: decides after an hour", put(*ERRORS, "EvaluationPeriods", 60)),
    Mutant("alarm on hosts: a metric of an hour", put(*HOSTS, "Metrics.1.MetricStat.Period", 3600)),
    Mutant("alarm on errors: a limit that no percentage reaches", put(*ERRORS, "Threshold", 1_000_000_000)),
    Mutant("alarm on latency: fires when it is low", put(*LATENCY, "ComparisonOperator", "LessThanThreshold")),
    Mutant("alarm on errors: has always gone off", put(*ERRORS, "Threshold", 0)),
    Mutant("alarm on latency: a limit that no request reaches", put(*LATENCY, "Threshold", 1000)),
    *(Mutant(f"alarm on hosts: a limit of {limit}", put(*HOSTS, "Threshold", limit)) for limit in (100, 10_000)),
    Mutant("alarm on hosts: the average of a minute", put(*HOSTS, "Metrics.2.MetricStat.Stat", "Average")),
    *(
        Mutant(f"alarm on errors: counts {metric}", put(*ERRORS, "Metrics.1.MetricStat.Metric.MetricName", metric))
        for metric in ("HTTPCode_ELB_5XX_Count", "HTTPCode_Target_4XX_Count")
    ),
    Mutant(
        "alarm on errors: a share of one, and no percentage",
        put(*ERRORS, "Metrics.0.Expression", "IF(requests > 0, FILL(failed, 0) / requests, 0)"),
    ),
    Mutant("alarm on errors: decides by another query", _returns_requests),
    Mutant("alarm on errors: measures nothing", put(*ERRORS, "Metrics.0.Expression", "0")),
)
