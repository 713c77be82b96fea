"""What instances are launched with: launch templates, launch configurations, and instances themselves."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import referred
from policy.templates.template import text
from policy.templates.values import fields, objects

TEMPLATE = "AWS::EC2::LaunchTemplate"
CONFIGURATION = "AWS::AutoScaling::LaunchConfiguration"
INSTANCE = "AWS::EC2::Instance"


class Launch(NamedTuple):
    resource: Located
    settings: Mapping[str, Any]  # LaunchTemplateData's names; the two other types share most of them


def launches(assembly: Assembly) -> Iterator[Launch]:
    for stack in assembly.stacks:
        yield from launches_of(stack)


def launches_of(stack: Stack) -> Iterator[Launch]:
    for resource in stack.resources(TEMPLATE, CONFIGURATION, INSTANCE):
        yield Launch(resource, _settings(resource))


def security_groups(launch: Launch) -> list[Any]:
    """Of the instance and of its network interfaces. An instance without any is in the VPC's default group."""
    interfaces = objects(launch.settings.get("NetworkInterfaces"))
    named = [
        launch.settings.get("SecurityGroupIds"),
        launch.settings.get("SecurityGroups"),
        *(interface.get("Groups", interface.get("GroupSet")) for interface in interfaces),
    ]
    return [group for groups in named if isinstance(groups, list) for group in groups]


def user_data(launch: Launch) -> str:
    """The script, whether Fn::Base64 encodes it or somebody has already; empty without one."""
    written = launch.settings.get("UserData", "")
    if isinstance(written, Mapping):
        return text(written.get("Fn::Base64", written))
    try:
        return base64.b64decode(written, validate=True).decode(errors="replace")
    except binascii.Error:
        return str(written)


def _settings(resource: Located) -> Mapping[str, Any]:
    """An instance takes from its launch template what it does not say itself."""
    if resource.type == TEMPLATE:
        return fields(resource.properties.get("LaunchTemplateData"))
    template_id = referred(fields(resource.properties.get("LaunchTemplate")).get("LaunchTemplateId"))
    template = {one.logical_id: one for one in resource.stack.resources(TEMPLATE)}.get(template_id)
    return {**(_settings(template) if template else {}), **resource.properties}
