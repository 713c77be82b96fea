"""CodeBuild's path patterns: `*` stays inside one path component, `**` crosses them. No I/O."""

import re
from functools import cache

PIECE = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\]|.", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether the whole relative `path` (with /) matches. Dot files match like any other."""
    return _compiled(pattern).fullmatch(path) is not None


def excludes(pattern: str, path: str) -> bool:
    """exclude-paths: as `matches`, and `X/**/*` also names X itself.

    CodeBuild's reference excludes a file from every folder with `**/file-name/**/*`.
    """
    return matches(pattern, path) or (pattern.endswith("/**/*") and matches(pattern[:-5], path))


def has_wildcard(pattern: str) -> bool:
    return any(character in pattern for character in "*?[")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    clean = pattern.removeprefix("./").rstrip("/")
    return re.compile("".join(_translated(piece) for piece in PIECE.findall(clean)), re.DOTALL)


def _translated(piece: str) -> str:
    if piece == "**/":
        return "(?:.*/)?"
    if piece == "**":
        return ".*"
    if piece == "*":
        return "[^/]*"
    if piece == "?":
        return "[^/]"
    if len(piece) > 1:
        return _character_class(piece[1:-1])
    return re.escape(piece)


def _character_class(body: str) -> str:
    negated = body.startswith("!")
    escaped = re.sub(r"([\\\]\[&~|^])", r"\\\1", body.removeprefix("!"))
    return f"[{'^/' if negated else ''}{escaped}]"
