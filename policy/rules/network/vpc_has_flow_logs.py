"""Every VPC records the traffic that it accepts and the traffic that it rejects."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.references import referred

VPC, FLOW_LOG = "AWS::EC2::VPC", "AWS::EC2::FlowLog"
EVERYTHING = {"ACCEPT", "REJECT"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for vpc in assembly.resources(VPC):
        recorded = {kind for log in _flow_logs(vpc) for kind in _recorded(log)}
        for kind in sorted(EVERYTHING - recorded):
            yield vpc.violation(f"FlowLog::{kind} not recorded")


def _flow_logs(vpc: Located) -> list[Located]:
    logs = vpc.stack.resources(FLOW_LOG)
    return [log for log in logs if referred(log.properties.get("ResourceId")) == vpc.logical_id]


def _recorded(log: Located) -> set[str]:
    """Of a log that has somewhere to go, and the role for it where CloudWatch Logs is that."""
    properties = log.properties
    in_cloudwatch = properties.get("LogDestinationType", "cloud-watch-logs") == "cloud-watch-logs"
    named = "LogDestination" in properties or "LogGroupName" in properties
    if not named or (in_cloudwatch and "DeliverLogsPermissionArn" not in properties):
        return set()
    kind = str(properties.get("TrafficType", ""))
    return EVERYTHING if kind == "ALL" else {kind}
