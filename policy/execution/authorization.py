"""AWS's service authorization reference, as cfn-lint carries it: which actions exist, on which resources.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
"""

import json
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import cfnlint

DATA = Path(cfnlint.__file__).parent / "data"


@cache
def _services() -> Mapping[str, Any]:
    services: Mapping[str, Any] = json.loads((DATA / "AdditionalSpecs" / "Policies.json").read_text())
    return services


def exists(action: str) -> bool:
    service, _, name = action.partition(":")
    return name.lower() in _services().get(service, {}).get("Actions", {})


def resource_types(action: str) -> tuple[str, ...]:
    """`ec2:route-table`: what the action works on. Empty: it takes no resource but `*`."""
    service, _, name = action.partition(":")
    types = _services()[service]["Actions"][name.lower()].get("Resources", [])
    return tuple(f"{service}:{one.lower()}" for one in types)


def arn_formats(resource_type: str) -> tuple[str, ...]:
    """`arn:${Partition}:ec2:${Region}:${Account}:vpc/.*`: the reference keeps no more than the beginning."""
    service, _, name = resource_type.partition(":")
    known = {key.lower(): value for key, value in _services()[service]["Resources"].items()}
    return tuple(known[name]["ARNFormats"])


def matching(pattern: str) -> tuple[str, ...]:
    """The actions that a wildcard stands for, in lower case as the reference has them."""
    service, _, name = pattern.partition(":")
    actions = _services().get(service, {}).get("Actions", {})
    return tuple(f"{service}:{action}" for action in sorted(actions) if fnmatchcase(action, name.lower()))
