"""CloudTrail sees each call that the local AWS has carried out."""

import json
import time
from collections.abc import Mapping
from typing import Any

import ministack.app as ministack_app
from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, new_uuid
from ministack.services import s3

from rehearsal.cloudtrail import delivery, object_lock, resources
from rehearsal.cloudtrail.records import Happened
from rehearsal.server.call import Call


def install() -> None:
    resources.install()
    object_lock.install()
    delivery.start()
    ministack_app._maybe_record_cloudtrail = _seen


def _seen(
    service: str,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    query_params: Mapping[str, Any],
    request_id: str,
    region: str,
) -> None:
    """What a service does inside the server has no signature, and is not recorded."""
    call = Call(service, method, path, headers, body, query_params)
    if not call.access_key_id or not call.action:
        return
    bucket, key = _place(call) if service == "s3" else ("", "")
    happened = Happened(
        action=call.action,
        caller=iam_evaluator.caller_arn(),
        access_key_id=call.access_key_id,
        account=get_account_id(),
        region=region,
        time=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        request_id=request_id,
        event_id=new_uuid(),
        user_agent=headers.get("user-agent", ""),
        parameters=_parameters(call),
        bucket=bucket,
        key=key,
    )
    delivery.take(happened, _accounts(happened))


def _accounts(happened: Happened) -> set[str]:
    """Who owns a bucket is told of its objects, and a role's account of who takes the role on, too."""
    owner = s3._bucket_owner_account(happened.bucket) if happened.bucket else None
    role = str(happened.parameters.get("RoleArn", "")) if happened.action == "sts:AssumeRole" else ""
    return {happened.account, owner or happened.account, *role.split(":")[4:5]}


def _place(call: Call) -> tuple[str, str]:
    """Bucket and key of a path-style request, which is how all clients here ask."""
    bucket, _, key = call.path.lstrip("/").partition("/")
    return bucket, key


def _parameters(call: Call) -> Mapping[str, Any]:
    if call.service == "s3":
        return {}
    if call.body[:1] == b"{":
        parsed: dict[str, Any] = json.loads(call.body)
        return parsed
    return {name: value for name, value in call.parameters.items() if name not in ("Action", "Version")}
