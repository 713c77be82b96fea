"""What any state machine needs that logs and is traced."""

from stack_parts.role import Statements, allow, only_in

TRACE = ("xray:PutTelemetryRecords", "xray:PutTraceSegments")
SAMPLE = ("xray:GetSamplingRules", "xray:GetSamplingTargets")


def of_any_machine(region: str) -> Statements:
    """None of it takes a resource.

    https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
    https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
    """
    deliver = (
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
    )
    return (
        allow("DeliverLogs", deliver, ["*"], only_in(region)),
        allow("TraceExecutions", (*SAMPLE, *TRACE), ["*"], only_in(region)),
    )
