"""The alarm on requests that nothing answers."""

from policy.mutation.mutant import Mutant, appended_to, drop, put, remove
from policy.mutation.mutants.codepipeline._pipeline import LIVE

OUTAGE = ("production", "Ec2/outage/Resource")
OF_TASKS = ("production", "Ecs/outage/Resource")
GROUP = ("production", "Ec2/Release/Group/Resource")
FORWARDING = ("production", "Forwarding/Rule")
UNANSWERED, REQUESTS = (f"Metrics.{number}.MetricStat" for number in (1, 2))
OTHER_BALANCER = f"{UNANSWERED}.Metric.Dimensions.0.Value"
WATCHED = f"{LIVE}.OnSuccess.Conditions.0.Rules.1.Configuration.AlarmName"

MUTANTS = (
    Mutant("outage: no alarm", remove(*OUTAGE)),
    Mutant("outage: no alarm on tasks", remove(*OF_TASKS), of="ecs-regions"),
    Mutant("outage: tells nobody", drop(*OUTAGE, "AlarmActions")),
    Mutant("outage: says nothing", drop(*OUTAGE, "AlarmDescription")),
    Mutant("outage: switched off", put(*OUTAGE, "ActionsEnabled", False)),
    Mutant("outage: in CloudWatch's words alone", put(*FORWARDING, "EventPattern.detail.$or.0.alarmName", ["other"])),
    Mutant("outage: at no limit", drop(*OUTAGE, "Threshold")),
    Mutant("outage: at a limit of nothing", put(*OUTAGE, "Threshold", 0)),
    Mutant("outage: at more than all requests", put(*OUTAGE, "Threshold", 101)),
    Mutant("outage: when it is low", put(*OUTAGE, "ComparisonOperator", "LessThanThreshold")),
    Mutant("outage: when nobody asks", put(*OUTAGE, "TreatMissingData", "breaching")),
    Mutant("outage: after an hour", put(*OUTAGE, "EvaluationPeriods", 60)),
    Mutant("outage: of an hour", put(*OUTAGE, f"{UNANSWERED}.Period", 3600)),
    Mutant("outage: of another load balancer", put(*OUTAGE, OTHER_BALANCER, "app/other/1")),
    Mutant("outage: of a namespace without data", put(*OUTAGE, f"{UNANSWERED}.Metric.Namespace", "Custom")),
    Mutant(
        "outage: counts what callers did wrong",
        put(*OUTAGE, f"{UNANSWERED}.Metric.MetricName", "HTTPCode_ELB_4XX_Count"),
    ),
    Mutant("outage: the average of a minute", put(*OUTAGE, f"{UNANSWERED}.Stat", "Average")),
    Mutant("outage: of as many requests as were ever asked at once", put(*OUTAGE, f"{REQUESTS}.Stat", "Maximum")),
    Mutant(
        "outage: a share of one", put(*OUTAGE, "Metrics.0.Expression", "refused / MAX([FILL(requests, 0), refused])")
    ),
    Mutant(
        "outage: not while there is nothing to choose",
        put(*OUTAGE, "Metrics.0.Expression", "IF(requests > 0, 100 * refused / requests, 0)"),
    ),
    Mutant(
        "outage: each evening, when the hosts are stopped",
        put(*OUTAGE, "Metrics.0.Expression", "100 * refused / MAX([FILL(requests, 0), refused])"),
        of="s3-no-approval",
    ),
    Mutant(
        "outage: stops a deployment",
        appended_to(*GROUP, "AlarmConfiguration.Alarms", {"Name": "webapp-production-outage"}),
    ),
    Mutant(
        "outage: a bake waits for it",
        put("Pipeline", "Delivery/Pipeline/Resource", WATCHED, "webapp-production-outage"),
        of="strict",
    ),
)
