"""A load balancer before hosts with its alarm on an outage, as it should be, and its ways to go wrong."""

from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of

ALWAYS = "100 * refused / MAX([FILL(requests, 0), refused])"
IN_ITS_HOURS = "IF(requests > 0, 100 * refused / requests, 0)"
METRICS = {"refused": "HTTPCode_ELB_5XX_Count", "requests": "RequestCount"}
SCHEDULED = {"Type": "AWS::AutoScaling::ScheduledAction", "Properties": {}}


def alarm(expression: str = ALWAYS, statistic: str = "Sum", **changes: Any) -> dict[str, Any]:
    """`changes`: of what is measured by the name in the formula, and of the alarm's properties."""
    measured = {name: changes.pop(name, metric) for name, metric in METRICS.items()}
    queries = [
        {"Id": name, "MetricStat": {"Metric": {"MetricName": metric}, "Stat": statistic}, "ReturnData": False}
        for name, metric in measured.items()
    ]
    said = {"AlarmName": "app-prod-outage", "Metrics": [{"Id": "share", "Expression": expression}, *queries], **changes}
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": said}


def before(kind: str, **resources: Any) -> Assembly:
    """`kind`: of the targets."""
    return assembly_of(
        Balancer={"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {}},
        Targets={"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {"TargetType": kind}},
        **resources,
    )
