"""Globs of trigger filters, as "Working with glob patterns in syntax" (CodePipeline user guide) has them."""

import re
from functools import cache

_SIMPLE = {"**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(pattern: str, text: str) -> bool:
    """Whether the whole of `text` (a branch, a tag, a file's path) matches. `*` stays within a folder."""
    compiled = _compiled(pattern)
    return compiled is not None and compiled.fullmatch(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    out, depth, rest = "", 0, pattern
    while rest:
        token = re.match(r"\*\*|\\.|\[!?[^\]]+\]|.", rest, re.DOTALL).group()  # type: ignore[union-attr]
        rest = rest[len(token) :]
        if token == "{":  # noqa: S105
            out, depth = out + "(?:", depth + 1
        elif token == "}" and depth:  # noqa: S105
            out, depth = out + ")", depth - 1
        elif token == "," and depth:  # noqa: S105
            out += "|"
        else:
            out += _SIMPLE.get(token) or _literal_or_set(token)
    try:
        return re.compile(out + ")" * depth, re.DOTALL)
    except re.error:  # a set such as [b-a], which matches nothing
        return None


def _literal_or_set(token: str) -> str:
    if token.startswith("[") and len(token) > 2:
        negated = token.startswith("[!")
        inside = re.sub(r"([\\^\[&~|])", r"\\\1", token[2 if negated else 1 : -1])
        inside = inside.replace("--", r"-\-")  # Python warns of what may come to be an operation on sets
        return f"(?!/)[{'^' if negated else ''}{inside}]"
    return re.escape(token[1] if len(token) == 2 and token[0] == "\\" else token)
