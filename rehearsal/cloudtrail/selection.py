"""Which records a trail wants: what its event selectors say.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rehearsal.cloudtrail.records import Happened

# Data events of other kinds than S3's, which no selector here asks for, and calls that CloudTrail does not know.
NEVER = {
    "cloudwatch:PutMetricData",
    "lambda:InvokeFunction",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:PutLogEvents",
    "sns:Publish",
    "sns:PublishBatch",
    "sqs:DeleteMessage",
    "sqs:ReceiveMessage",
    "sqs:SendMessage",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
}
OBJECT = "AWS::S3::Object"


def wanted(happened: Happened, trail: Mapping[str, Any], selectors: Sequence[Mapping[str, Any]]) -> bool:
    """`trail` as GetTrail shows it, `selectors` as GetEventSelectors does."""
    if happened.action in NEVER or not (trail.get("IsMultiRegionTrail") or happened.region == trail["HomeRegion"]):
        return False
    if happened.is_of_an_object:
        arn = f"arn:aws:s3:::{happened.bucket}/{happened.key}"
        return any(arn.startswith(value) for selector in selectors for value in _objects(selector))
    return any(selector.get("IncludeManagementEvents", True) for selector in selectors)


def _objects(selector: Mapping[str, Any]) -> list[str]:
    return [
        value
        for data in selector.get("DataResources", [])
        if data["Type"] == OBJECT
        for value in data.get("Values", [])
    ]
