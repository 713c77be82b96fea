"""What the trails have recorded, written to their buckets and log groups every few minutes.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
AWS delivers within five minutes on average; how long a minute is here: rehearsal/server/pace.py.
"""

import gzip
import json
import logging
import secrets
import threading
import time
from collections.abc import Iterator
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import cloudtrail, s3

from rehearsal.cloudtrail import log_events, permission
from rehearsal.cloudtrail.records import Happened, Record, record
from rehearsal.cloudtrail.selection import wanted
from rehearsal.server import pace

MINUTES = 5
Trail = dict[str, Any]
_lock = threading.Lock()
_waiting: dict[tuple[str, str], list[Record]] = {}  # by the trail's ARN and the events' region
_log = logging.getLogger("cloudtrail")


def take(happened: Happened, accounts: set[str]) -> None:
    """For the trails of these accounts."""
    for account in accounts:
        for trail, selectors in _logging(account):
            if wanted(happened, trail, selectors):
                with _lock:
                    waiting = _waiting.setdefault((trail["TrailARN"], happened.region), [])
                    waiting.append(record(happened, account))


def start() -> None:
    threading.Thread(target=_deliver_for_ever, name="cloudtrail", daemon=True).start()


def deliver() -> None:
    """All that waits. What a trail may not write waits on, as AWS tries for 30 days."""
    with _lock:
        batches = dict(_waiting)
        _waiting.clear()
    for (arn, region), records in batches.items():
        trail = _trail(arn)
        if trail is None:
            continue
        refused = permission.problem(arn, trail["S3BucketName"], trail["KmsKeyId"])
        if refused:
            with _lock:
                _waiting[arn, region] = records + _waiting.get((arn, region), [])
        else:
            _write(trail, region, records)
            log_events.put(trail, region, records)


def _deliver_for_ever() -> None:
    while True:
        time.sleep(pace.seconds(MINUTES))
        try:
            deliver()
        except Exception:  # a trail that goes while it is written to must not end the others
            _log.exception("delivery")


def _logging(account: str) -> Iterator[tuple[Trail, list[Any]]]:
    for (owner, region, name), trail in cloudtrail._trails.all_items():
        if owner == account and trail.get("IsLogging"):
            selectors = cloudtrail._event_selectors.get_scoped(account, region, name, [{}])
            yield trail, selectors


def _trail(arn: str) -> Trail | None:
    _, _, _, region, account, name = arn.split(":", 5)
    found: Trail | None = cloudtrail._trails.get_scoped(account, region, name.removeprefix("trail/"))
    return found


def _write(trail: Trail, region: str, records: list[Record]) -> None:
    bucket, account = trail["S3BucketName"], trail["TrailARN"].split(":")[4]
    now = time.gmtime()
    folder = f"AWSLogs/{account}/CloudTrail/{region}/{time.strftime('%Y/%m/%d', now)}"
    name = f"{account}_CloudTrail_{region}_{time.strftime('%Y%m%dT%H%MZ', now)}_{secrets.token_hex(8)}.json.gz"
    body = gzip.compress(json.dumps({"Records": records}).encode())
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    with request_scope(s3._bucket_owner_account(bucket), trail["HomeRegion"]):
        s3._put_object(bucket, f"{folder}/{name}", body, headers)
