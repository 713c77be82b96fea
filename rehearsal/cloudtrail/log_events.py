"""The records of a trail as events of its log group, written with the role that the trail names.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
"""

import json
import time
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from rehearsal.cloudtrail.permission import PRINCIPAL
from rehearsal.cloudtrail.records import Record
from rehearsal.server.credentials import assume_as_service, client

LARGEST = 900_000  # bytes of a call of PutLogEvents, which takes 1 MiB
SESSION = "CloudTrail"


def put(trail: Mapping[str, Any], region: str, records: list[Record]) -> None:
    """Raises ApiError where the role cannot be taken on, ClientError where it may not write."""
    group = trail.get("CloudWatchLogsLogGroupArn", "").removesuffix(":*").rpartition(":")[2]
    if not group:
        return
    arn, home = trail["TrailARN"], trail["HomeRegion"]
    account = arn.split(":")[4]
    session = assume_as_service(trail["CloudWatchLogsRoleArn"], PRINCIPAL, SESSION, source_arn=arn, region=home)
    logs, stream = client("logs", session, home), f"{account}_CloudTrail_{region}"
    try:
        logs.create_log_stream(logGroupName=group, logStreamName=stream)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceAlreadyExistsException":
            raise
    for batch in _batches(records):
        logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=batch)


def _batches(records: list[Record]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    now, size = int(time.time() * 1000), 0
    for record in records:
        message = json.dumps(record)
        if size + len(message) > LARGEST:
            yield batch
            batch, size = [], 0
        batch.append({"timestamp": now, "message": message})
        size += len(message) + 26  # what PutLogEvents counts for each event
    if batch:
        yield batch
