"""How long a value is when it is deployed."""

import json
from typing import Any

from policy.templates.values import NOTHING

# For what an intrinsic function gives. The longest that our templates ask for is a key's ARN, of 79 characters.
UNKNOWN = 100


def length(value: Any) -> int:
    """In characters; an upper limit where intrinsic functions have a part in it."""
    match value:
        case str():
            return len(value)
        case {"Fn::Join": [str(separator), [*parts]]}:
            return sum(map(length, parts)) + len(separator) * max(0, len(parts) - 1)
        case {"Fn::Sub": str(pattern)}:
            return len(pattern) + UNKNOWN * pattern.count("${")
        case dict() if len(value) == 1 and next(iter(value)).startswith(("Fn::", "Ref")):
            return UNKNOWN
    return len(compact(value))


def document_length(value: Any) -> int:
    """Of a policy as IAM counts: JSON without white space between its parts."""
    match value:
        case _ if value == NOTHING:
            return 0
        case str():
            return len(json.dumps(value))
        case dict() if len(value) == 1 and next(iter(value)).startswith(("Fn::", "Ref")):
            return length(value) + len('""')
        case dict():
            inner = [len(json.dumps(key)) + len(":") + document_length(child) for key, child in value.items()]
            return len("{}") + sum(inner) + max(0, len(inner) - 1)
        case list():
            return len("[]") + sum(map(document_length, value)) + max(0, len(value) - 1)
    return len(compact(value))


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
