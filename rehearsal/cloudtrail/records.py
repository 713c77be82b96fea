"""An API call as CloudTrail records it.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]
VERSION = "1.11"
HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
_SECRET = re.compile(r"(secret(?!id)|password|token|credential|signature|authorization|plaintext)", re.IGNORECASE)
LONGEST = 100 * 1024  # bytes of a record's requestParameters; CloudTrail leaves longer ones out
READS = ("BatchGet", "Describe", "Get", "Head", "List", "Lookup")
# Where the host's name, and with it the event's source, is not what IAM calls the service.
SOURCES = {"cloudwatch": "monitoring", "tag": "tagging"}


@dataclass(frozen=True)
class Happened:
    """One call that was carried out. `action`: as IAM names it; `caller`: an ARN; `time`: like 2026-01-31T12:00:00Z."""

    action: str
    caller: str
    access_key_id: str
    account: str
    region: str
    time: str
    request_id: str
    event_id: str
    user_agent: str
    parameters: Mapping[str, Any]
    bucket: str = ""  # of a call of S3
    key: str = ""  # likewise; with one, it is a data event

    @property
    def is_of_an_object(self) -> bool:
        return bool(self.bucket and self.key)


def record(happened: Happened, recipient: str) -> Record:
    """`recipient`: the account whose trail gets it."""
    service, _, name = happened.action.partition(":")
    return {
        "eventVersion": VERSION,
        "userIdentity": identity(happened.caller, happened.access_key_id),
        "eventTime": happened.time,
        "eventSource": f"{SOURCES.get(service, service)}.amazonaws.com",
        "eventName": name,
        "awsRegion": happened.region,
        "sourceIPAddress": "127.0.0.1",
        "userAgent": happened.user_agent,
        "requestParameters": _parameters(happened),
        "responseElements": None,
        "requestID": happened.request_id,
        "eventID": happened.event_id,
        "readOnly": name.startswith(READS),
        "resources": _resources(happened),
        "eventType": "AwsApiCall",
        "managementEvent": not happened.is_of_an_object,
        "recipientAccountId": recipient,
        "eventCategory": "Data" if happened.is_of_an_object else "Management",
    }


def identity(caller: str, access_key_id: str) -> Record:
    """https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html"""
    account, _, resource = caller.partition("::")[2].partition(":")
    kind, _, name = resource.partition("/")
    known = {"arn": caller, "accountId": account, "accessKeyId": access_key_id}
    match kind:
        case "assumed-role":
            role = name.partition("/")[0]
            issuer = {"type": "Role", "arn": f"arn:aws:iam::{account}:role/{role}", "accountId": account}
            return {"type": "AssumedRole", **known, "sessionContext": {"sessionIssuer": {**issuer, "userName": role}}}
        case "user":
            return {"type": "IAMUser", **known, "userName": name}
    return {"type": "Root", **known}


def _parameters(happened: Happened) -> Any:
    place = {"bucketName": happened.bucket, "key": happened.key}
    asked = {name: value for name, value in place.items() if value} | _plain(happened.parameters)
    return asked if asked and len(json.dumps(asked)) <= LONGEST else None


def _plain(value: Any) -> Any:
    match value:
        case Mapping():
            return {str(name): HIDDEN if _SECRET.search(str(name)) else _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case str() | int() | float() | bool() | None:
            return value
    return str(value)


def _resources(happened: Happened) -> list[Record]:
    if not happened.bucket:
        return []
    bucket = {"type": "AWS::S3::Bucket", "ARN": f"arn:aws:s3:::{happened.bucket}"}
    if not happened.key:
        return [bucket]
    return [{"type": "AWS::S3::Object", "ARN": f"arn:aws:s3:::{happened.bucket}/{happened.key}"}, bucket]
