"""Two release alarms, one of a metric and one of a formula, and one that stands for both."""

from typing import Any

FRAME = {
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    "EvaluationPeriods": 3,
    "DatapointsToAlarm": 2,
    "TreatMissingData": "notBreaching",
}
LATENCY = {"Namespace": "AWS/ApplicationELB", "MetricName": "TargetResponseTime", "Dimensions": [{"Name": "a"}]}
HOSTS = {"Namespace": "AWS/ApplicationELB", "MetricName": "UnHealthyHostCount", "Dimensions": [{"Name": "a"}]}


def query(name: str, metric: dict[str, Any], statistic: str) -> dict[str, Any]:
    return {"Id": name, "MetricStat": {"Metric": metric, "Period": 60, "Stat": statistic}, "ReturnData": False}


def formula(name: str, expression: str, returned: bool = False) -> dict[str, Any]:
    return {"Id": name, "Expression": expression, "ReturnData": returned}


def alarm(name: str, threshold: float, **measured: Any) -> dict[str, Any]:
    properties = {"AlarmName": f"app-prod-{name}", "Threshold": threshold, **FRAME, **measured}
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}


def harm(decides: str = "MAX([slow, ill])", **changes: Any) -> dict[str, Any]:
    """`changes`: expressions by id, statistics by id, properties of the alarm."""
    parts = {"slow": "IF(latency >= 1.5, 1, 0)", "ill": "IF(hosts >= 1, 1, 0)", "hosts": "FILL(unhealthy, 0)"}
    formulas = [formula(name, changes.pop(name, expression)) for name, expression in parts.items()]
    metrics = [query("latency", LATENCY, changes.pop("latency", "p95")), query("unhealthy", HOSTS, "Maximum")]
    return alarm(
        "harm", changes.pop("Threshold", 1), Metrics=[formula("any", decides, True), *formulas, *metrics], **changes
    )


RELEASE: dict[str, Any] = {
    "Latency": alarm("latency", 1.5, **LATENCY, Period=60, ExtendedStatistic="p95"),
    "Hosts": alarm("hosts", 1, Metrics=[formula("f", "FILL(u, 0)", True), query("u", HOSTS, "Maximum")]),
    "Group": {
        "Type": "AWS::CodeDeploy::DeploymentGroup",
        "Properties": {"AlarmConfiguration": {"Alarms": [{"Name": {"Ref": "Latency"}}, {"Name": {"Ref": "Hosts"}}]}},
    },
}
