"""A CloudFormation template as text: for people to read and for snapshots to compare."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Template = Mapping[str, Any]
Resource = Mapping[str, Any]


def resources(template: Template, *types: str) -> Iterator[tuple[str, Resource]]:
    """(logical id, resource) in the order of the ids; all types when none is named."""
    for logical_id, resource in sorted(template.get("Resources", {}).items()):
        if not types or resource["Type"] in types:
            yield logical_id, resource


def normalised(template: Template) -> str:
    """Sorted, without CDK's construct paths: equal text is an equal deployment."""
    return json.dumps(_without_metadata(template), indent=1, sort_keys=True) + "\n"


def text(value: Any) -> str:
    """A value on one line; intrinsic functions as `${Ref}` and `${GetAtt.Attribute}`."""
    match value:
        case str():
            return value
        case bool():
            return str(value).lower()
        case {"Ref": str(name)}:
            return f"${{{name}}}"
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"${{{name}.{attribute}}}"
        case {"Fn::Join": [str(separator), [*parts]]}:
            return separator.join(text(part) for part in parts)
        case {"Fn::Sub": str(pattern)}:
            return pattern
        case list():
            return ", ".join(text(item) for item in value)
    return json.dumps(value, sort_keys=True)


def listed(value: Any) -> list[Any]:
    """IAM writes a list of one as the one."""
    return value if isinstance(value, list) else [value]


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Not padded: a longer value must not change the other lines."""
    return "".join(" | ".join(row) + "\n" for row in rows)


def _without_metadata(template: Template) -> dict[str, Any]:
    plain = dict(template)
    plain["Resources"] = {
        logical_id: {key: value for key, value in resource.items() if key != "Metadata"}
        for logical_id, resource in resources(template)
    }
    return plain
