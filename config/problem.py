"""What is wrong with pipeline.yml, and where."""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

Path = tuple[str | int, ...]  # of keys and list positions, from the root of the file
LONGEST_QUOTE = 60  # characters of the user's own text in a message


class Mark(NamedTuple):
    """Both are 1-based, as editors count."""

    line: int
    column: int


class Finding(NamedTuple):
    """What a check says of the value at `path`, or of the key that ends it. The value may be absent."""

    path: Path
    message: str
    on_key: bool = False


class Problem(NamedTuple):
    file: str
    mark: Mark
    path: Path  # () for the file as a whole
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.mark.line}:{self.mark.column}"
        return f"{place}: {dotted(self.path)}: {self.message}" if self.path else f"{place}: {self.message}"


class ConfigError(Exception):
    """A pipeline.yml that cannot be used. Its text: every problem, a line each, in the file's order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda problem: (problem.mark, str(problem))))
        super().__init__("\n".join(map(str, self.problems)))


def dotted(path: Path) -> str:
    """environments[0].capacity.min"""
    steps = (f"[{step}]" if isinstance(step, int) else f".{_bare(step)}" for step in path)
    return "".join(steps).removeprefix(".")


def quoted(text: str) -> str:
    """The user's own text, in quotes, short, and harmless to a terminal."""
    short = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}..."
    return json.dumps(short, ensure_ascii=not short.isprintable())


def _bare(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", key) else quoted(key)
