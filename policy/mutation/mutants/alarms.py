"""The alarms that stop a release."""

from policy.mutation.mutant import Mutant, drop, put

ERRORS, LATENCY, HOSTS = (
    ("production", f"Ec2/Alarms/{what}/Resource") for what in ("http-5xx", "latency-p95", "unhealthy-hosts")
)
ALARMS = {"alarm on errors": ERRORS, "alarm on latency": LATENCY, "alarm on hosts": HOSTS}

MUTANTS = (
    *(Mutant(f"{name}: missing data undecided", drop(*alarm, "TreatMissingData")) for name, alarm in ALARMS.items()),
    *(Mutant(f"{name}: threshold removed", drop(*alarm, "Threshold")) for name, alarm in ALARMS.items()),
    *(Mutant(f"{name}: switched off", put(*alarm, "ActionsEnabled", False)) for name, alarm in ALARMS.items()),
    *(Mutant(f"{name}: tells nobody", drop(*alarm, "AlarmActions")) for name, alarm in ALARMS.items()),
    Mutant("alarm on errors: missing data is an alarm", put(*ERRORS, "TreatMissingData", "breaching")),
    Mutant("alarm on latency: decides after hours", put(*LATENCY, "Period", 3600)),
    Mutant("alarm on errors: decides after an hour", put(*ERRORS, "EvaluationPeriods", 60)),
    Mutant("alarm on hosts: a metric of an hour", put(*HOSTS, "Metrics.1.MetricStat.Period", 3600)),
    Mutant("alarm on errors: a limit that no percentage reaches", put(*ERRORS, "Threshold", 1_000_000_000)),
    Mutant("alarm on latency: fires when it is low", put(*LATENCY, "ComparisonOperator", "LessThanThreshold")),
    Mutant("alarm on errors: measures nothing", put(*ERRORS, "Metrics.0.Expression", "0")),
)
