"""The managed policies of a template, in plain text."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from policy.execution.regions import unfolded
from policy.templates.template import listed

MANAGED_POLICY = "AWS::IAM::ManagedPolicy"
WORDS = {"Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"}


class Policy(NamedTuple):
    name: str
    statements: list[dict[str, Any]]  # each region spelled out


def policies(template: Any) -> list[Policy]:
    """In the order of the template. Raises ValueError where one is not readable without CloudFormation."""
    resources = template.get("Resources") if isinstance(template, Mapping) else None
    if not isinstance(resources, Mapping) or not all(isinstance(one, Mapping) for one in resources.values()):
        raise ValueError("no template of managed policies")
    return [_policy(key, one) for key, one in resources.items() if one.get("Type") == MANAGED_POLICY]


def _policy(logical_id: str, resource: Mapping[str, Any]) -> Policy:
    try:
        properties = resource["Properties"]
        name, written = str(properties["ManagedPolicyName"]), listed(properties["PolicyDocument"]["Statement"])
    except (KeyError, TypeError):
        raise ValueError(f"{logical_id} has no name or no statements") from None
    for one in written:
        if not _is_plain(one):
            raise ValueError(f"{logical_id}: no statement in plain text: {json.dumps(one)}")
    return Policy(name, [spelled for one in written for spelled in unfolded(one)])


def _is_plain(statement: Any) -> bool:
    if not isinstance(statement, Mapping) or set(statement) - WORDS or statement.get("Effect") not in ("Allow", "Deny"):
        return False
    whole = all(words & set(statement) for words in ({"Action", "NotAction"}, {"Resource", "NotResource"}))
    values = [value for word in WORDS - {"Condition"} for value in listed(statement.get(word, []))]
    return whole and all(isinstance(value, str) for value in values) and _are_conditions(statement.get("Condition", {}))


def _are_conditions(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(keys, Mapping) for keys in value.values())
