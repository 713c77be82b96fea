"""AWS's service authorization reference, as cfn-lint carries it: which actions exist, on which resources.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
"""

import json
import re
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


@cache
def formats(service: str) -> tuple[str, ...]:
    """Of all ARNs in which the service is named so."""
    known = {one for each in _services().values() for kind in each["Resources"].values() for one in kind["ARNFormats"]}
    return tuple(sorted(one for one in known if one.split(":")[2] == service))


@cache
def may_be_on(action: str, resource: str) -> bool:
    """Whether the action can be on what the ARN pattern stands for. What the reference does not know, may."""
    if not exists(action) or not (types := resource_types(action)):
        return True
    return any(may_be(one, resource) for kind in types for one in arn_formats(kind))


def may_be(arn_format: str, pattern: str) -> bool:
    """Whether an ARN of the format could match, as far as the letters before a wildcard tell."""
    pairs = zip(re.sub(r"\$\{\w+}|\.\*", "*", arn_format).split(":", 5), pattern.split(":", 5), strict=False)
    heads = ((_head(one), _head(other)) for one, other in pairs)
    return pattern == "*" or all(one.startswith(other) or other.startswith(one) for one, other in heads)


def matching(pattern: str) -> tuple[str, ...]:
    """The actions that a wildcard stands for, in lower case as the reference has them."""
    service, _, name = pattern.partition(":")
    actions = _services().get(service, {}).get("Actions", {})
    return tuple(f"{service}:{action}" for action in sorted(actions) if fnmatchcase(action, name.lower()))


def _head(pattern: str) -> str:
    return re.split(r"[*?]", pattern, maxsplit=1)[0]
