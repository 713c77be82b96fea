"""The CloudFormation type of a trail, which MiniStack's API has and its CloudFormation lacks."""

import json
from collections.abc import Callable
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import cloudtrail

from rehearsal.cloudtrail import permission
from rehearsal.server import plug_points as ministack

Properties = dict[str, Any]
Created = tuple[str, Properties]
TRAIL = "AWS::CloudTrail::Trail"
# What CloudFormation calls otherwise than the API.
OF_API = {"KMSKeyId": "KmsKeyId", "TrailName": "Name"}
FLAGS = ("EnableLogFileValidation", "IncludeGlobalServiceEvents", "IsLogging", "IsMultiRegionTrail")
ELSEWHERE = ("EventSelectors", "IsLogging")  # operations of their own


class TrailRefused(Exception):
    """CloudTrail's own words."""


def _create(logical_id: str, properties: Properties, stack: str) -> Created:
    name = properties["TrailName"]
    _require(properties)
    _call(cloudtrail._create_trail, _request(properties))
    # MiniStack keeps these two when a trail is changed, and not when it is made.
    _call(cloudtrail._update_trail, _request(properties))
    return _configured(name, properties)


def _update(name: str, old: Properties, new: Properties, stack: str) -> Created:
    _require(new)
    _call(cloudtrail._update_trail, {**_request(new), "Name": name})
    return _configured(name, new)


def _delete(name: str, properties: Properties) -> None:
    cloudtrail._delete_trail({"Name": name})


def _configured(name: str, properties: Properties) -> Created:
    selectors = [_selector(one) for one in properties.get("EventSelectors", [])]
    if selectors:
        _call(cloudtrail._put_event_selectors, {"TrailName": name, "EventSelectors": selectors})
    switch = cloudtrail._start_logging if _is_true(properties.get("IsLogging")) else cloudtrail._stop_logging
    _call(switch, {"Name": name})
    return name, {"Arn": _arn(name)}


def _require(properties: Properties) -> None:
    refused = permission.problem(_arn(properties["TrailName"]), properties["S3BucketName"], properties["KMSKeyId"])
    if refused:
        raise TrailRefused(refused)


def _arn(name: str) -> str:
    return f"arn:aws:cloudtrail:{get_region()}:{get_account_id()}:trail/{name}"


def _request(properties: Properties) -> Properties:
    return {
        OF_API.get(name, name): _is_true(value) if name in FLAGS else value
        for name, value in properties.items()
        if name not in ELSEWHERE
    }


def _selector(given: Properties) -> Properties:
    included = _is_true(given.get("IncludeManagementEvents", True))
    return {**given, "IncludeManagementEvents": included}


def _is_true(value: Any) -> bool:
    """CloudFormation hands on what a template says as text, too."""
    return str(value).lower() == "true"


def _call(operation: Callable[[Properties], Any], request: Properties) -> None:
    status, _, body = operation(request)
    if status >= 400:
        raise TrailRefused(json.loads(body).get("message", body))


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    TRAIL: {"create": _create, "update": _update, "delete": _delete},
}


def install() -> None:
    ministack.add_resource_types(HANDLERS)
