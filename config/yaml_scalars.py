"""A plain (unquoted) scalar by the core schema of YAML 1.2, section 10.3.2: `yes` is text, `010` is ten."""

import re

Scalar = str | int | float | bool | None

_NULL = re.compile("null|Null|NULL|~|")
_TRUE = re.compile("true|True|TRUE")
_FALSE = re.compile("false|False|FALSE")
_DECIMAL = re.compile("[-+]?[0-9]{1,100}")  # longer ones are read as floats, in time that does not explode
_PREFIXED = re.compile("0o[0-7]{1,100}|0x[0-9a-fA-F]{1,100}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NAMED_FLOAT = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def resolve(text: str) -> Scalar:
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _PREFIXED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _NAMED_FLOAT.fullmatch(text):
        return float(text.replace(".", ""))
    return text
