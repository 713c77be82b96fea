"""A YAML document read as a schema asks for it: every problem has its place, and all are found at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

BOOLEANS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, order=True)
class Problem:
    """`line` and `column` count from 1."""

    file: str
    line: int
    column: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.field}: {self.message}"


class DocumentError(Exception):
    """The document is wrong, or asks for what the rehearsal refuses. `problems` is never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Value:
    """One node of the document, its dotted path, and the list in which its problems are collected."""

    node: Node
    path: str
    file: str
    problems: list[Problem]
    document: str  # what the root is called in a problem: buildspec, appspec
    key: Node | None = None

    def problem(self, message: str, *, at_key: bool = False) -> None:
        mark = (self.key if at_key and self.key else self.node).start_mark
        place = Problem(self.file, mark.line + 1, mark.column + 1, self.path or self.document, message)
        self.problems.append(place)

    def child(self, node: Node, name: str, key: Node | None = None) -> "Value":
        path = f"{self.path}.{name}" if self.path else name
        return Value(node, path, self.file, self.problems, self.document, key)

    @property
    def is_null(self) -> bool:
        return isinstance(self.node, ScalarNode) and str(self.node.tag).endswith(":null")

    @property
    def is_scalar(self) -> bool:
        return isinstance(self.node, ScalarNode) and not self.is_null

    @property
    def kind(self) -> str:
        if isinstance(self.node, MappingNode):
            return "a mapping"
        if isinstance(self.node, SequenceNode):
            return "a list"
        return "nothing" if self.is_null else f"'{self.node.value}'"

    def text(self) -> str:
        """The scalar as it is written; an empty string after a problem."""
        if self.is_scalar:
            return str(self.node.value)
        self.problem(f"must be a single value, found {self.kind}")
        return ""

    def verbatim(self) -> str:
        """`text`, where YAML does not change it: unquoted, 3.10 is the number 3.1."""
        written = self.text()
        if str(self.node.tag).endswith(":float") and re.fullmatch(r"\d+\.\d+", written):
            read = repr(float(written))
            if read != written:
                self.problem(f"YAML reads the number {written} as {read}: quote it")
        return written

    def boolean(self) -> bool:
        word = self.text().lower()
        if word and word not in BOOLEANS:
            self.problem(f"must be yes or no, found '{word}'")
        return BOOLEANS.get(word, False)

    def choice(self, allowed: Iterable[str]) -> str:
        word = self.text()
        if word and word not in allowed:
            self.problem(f"'{word}' is not one of {', '.join(allowed)}{nearest(word, allowed)}")
        return word

    def texts(self) -> tuple[str, ...]:
        if not isinstance(self.node, SequenceNode):
            self.problem(f"must be a list, found {self.kind}")
            return ()
        return tuple(self.child(item, str(index)).text() for index, item in enumerate(self.node.value))

    def entries(self) -> dict[str, "Value"]:
        """A mapping's values by key, in the order of the file; a key that is given twice is a problem."""
        if not isinstance(self.node, MappingNode):
            self.problem(f"must be a mapping, found {self.kind}")
            return {}
        found: dict[str, Value] = {}
        for key, node in self.node.value:
            value = self.child(node, str(key.value) if isinstance(key, ScalarNode) else "?", key)
            if not isinstance(key, ScalarNode):
                value.problem("a key must be a single value", at_key=True)
            elif key.value in found:
                value.problem("is given twice", at_key=True)
            elif key.value == "<<":
                value.problem("the rehearsal has no YAML merge keys: write the keys out", at_key=True)
            else:
                found[key.value] = value
        return found

    def fields(self, *allowed: str) -> "Fields":
        entries = self.entries()
        for name, value in entries.items():
            if name not in allowed:
                hint = nearest(name, allowed) or f"; allowed: {', '.join(allowed)}"
                value.problem(f"unknown key{hint}", at_key=True)
        return Fields({name: value for name, value in entries.items() if name in allowed})


class Fields(dict[str, Value]):
    """The known keys of a mapping; an absent key yields the default."""

    def text(self, name: str, default: str) -> str:
        return self[name].text() if name in self else default

    def optional(self, name: str) -> str | None:
        return self[name].text() if name in self else None

    def texts(self, name: str) -> tuple[str, ...]:
        return self[name].texts() if name in self else ()

    def yes(self, name: str) -> bool:
        return name in self and self[name].boolean()


def nearest(word: str, allowed: Iterable[str]) -> str:
    close = get_close_matches(word, list(allowed), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def compose(text: str, file: str, document: str) -> Value:
    """The document's root, a mapping; `document` is what it is called. Raises DocumentError otherwise."""

    def fail(message: str, line: int = 1, column: int = 1) -> NoReturn:
        raise DocumentError([Problem(file, line, column, document, message)])

    try:
        node = YAML(pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        fail(f"not valid YAML: {error.problem}", *place)
    except YAMLError as error:
        fail(f"not valid YAML: {str(error).splitlines()[0]}")
    except AssertionError as error:  # ruamel asserts what a %YAML directive may say
        fail(f"not valid YAML: {error}")
    if not isinstance(node, MappingNode):
        fail("is empty" if node is None else "must be a mapping")
    return Value(node, "", file, [], document)
