"""Dashboards, and what their widgets say."""

import json
from collections.abc import Iterator
from typing import Any

from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.template import listed, text
from policy.templates.values import at

DASHBOARD = "AWS::CloudWatch::Dashboard"


def dashboards(assembly: Assembly) -> Iterator[Located]:
    return assembly.resources(DASHBOARD)


def named(stack: Stack, name: str) -> Located | None:
    return next((one for one in stack.resources(DASHBOARD) if one.properties.get("DashboardName") == name), None)


def widgets(dashboard: Located) -> list[Any]:
    """References in their text as `${LogicalId.Attribute}`. None where the body is no JSON."""
    try:
        body = json.loads(_text(dashboard.properties.get("DashboardBody")))
    except ValueError:
        return []
    return listed(at(body, "widgets") or [])


def _text(body: Any) -> str:
    """What CloudFormation computes from a reference is no part of the JSON around it."""
    match body:
        case {"Fn::Join": ["", [*parts]]}:
            return "".join(part if isinstance(part, str) else _reference(part) for part in parts)
    return str(body)


def _reference(value: Any) -> str:
    return text(value) if isinstance(value, dict) and set(value) & {"Ref", "Fn::GetAtt"} else "${computed}"
