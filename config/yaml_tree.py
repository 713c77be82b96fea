"""YAML text -> a tree in which every value and every key knows its line and column.

Built from the parser's events, not by a constructor: a message needs the text as it was written
(012345678901 is a number to YAML, an account id to its author), a second key of the same name must be
noticed, and no text may cost much more than its length: depth and expanded aliases are bounded.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import events as ev

from config.problem import Finding, Mark, Path
from config.yaml_scalars import resolve

MAX_DEPTH = 20  # pipeline.yml itself needs 5
MAX_VALUES = 10_000  # 47 environments with every field set have about 2,000

_TOO_MANY = f"found more than {MAX_VALUES} values"
_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")
_PLAIN_TAGS = (*_TEXT_TAGS, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map", None)


class NotATreeError(Exception):
    """What the text holds cannot be a configuration."""

    def __init__(self, mark: Mark, message: str) -> None:
        super().__init__(f"{mark.line}:{mark.column}: {message}")
        self.mark, self.message = mark, message


@dataclass(frozen=True, eq=False)
class Node:
    """`value` is plain data: a scalar, a tuple or a dict."""

    mark: Mark
    value: Any
    text: str = ""  # a scalar as it was written, without its quotes
    quoted: bool = False
    children: "Mapping[str | int, Node]" = field(default_factory=dict)
    keys: Mapping[str | int, Mark] = field(default_factory=dict)
    size: int = 1  # values in it, itself included, aliases expanded

    def at(self, path: Path) -> "Node":
        """The node at `path` or, where the file has none, the innermost one around it."""
        node = self
        for step in path:
            if step not in node.children:
                break
            node = node.children[step]
        return node

    def mark_of(self, finding: Finding) -> Mark:
        around = self.at(finding.path[:-1])
        if finding.on_key and finding.path[-1] in around.keys:
            return around.keys[finding.path[-1]]
        return self.at(finding.path).mark


Flaw = tuple[Path, Mark, str]  # what does not keep the text from being read, and is wrong all the same


def parse(text: str) -> tuple[Node | None, list[Flaw]]:
    """The tree of the document in `text`, None without one. Raises NotATreeError and ruamel's YAMLError."""
    builder = _Builder(YAML(typ="safe", pure=True).parse(text))
    return builder.document(), builder.flaws


class _Builder:
    def __init__(self, events: Iterator[ev.Event]) -> None:
        self._events = events
        self._anchors: dict[str, Node] = {}
        self._nodes = 0
        self.flaws: list[Flaw] = []

    def document(self) -> Node | None:
        root = None
        for event in self._events:
            if isinstance(event, ev.DocumentStartEvent):
                if root is not None:
                    raise NotATreeError(_mark(event), "found a second document; allowed: one document in a file")
                root = self._node(next(self._events), ())
        return root

    def _node(self, event: ev.Event, path: Path) -> Node:
        self._nodes += 1
        if self._nodes > MAX_VALUES:
            raise NotATreeError(_mark(event), _TOO_MANY)
        if len(path) > MAX_DEPTH:
            raise NotATreeError(_mark(event), f"found more than {MAX_DEPTH} levels of nesting")
        if isinstance(event, ev.AliasEvent):
            return self._alias(event)
        assert isinstance(event, ev.ScalarEvent | ev.CollectionStartEvent)  # no other event begins a node
        if event.tag not in _PLAIN_TAGS:
            self.flaws.append((path, _mark(event), "found a tag (!); allowed: plain values without tags"))
        if isinstance(event, ev.ScalarEvent):
            node = _scalar(event)
        elif isinstance(event, ev.SequenceStartEvent):
            node = self._sequence(event, path)
        else:
            node = self._mapping(event, path)
        if node.size > MAX_VALUES:
            raise NotATreeError(node.mark, _TOO_MANY)
        if event.anchor:
            self._anchors[event.anchor] = node
        return node

    def _alias(self, event: ev.AliasEvent) -> Node:
        if event.anchor not in self._anchors:
            raise NotATreeError(_mark(event), f"found the alias *{event.anchor}; its anchor must come before it, whole")
        return self._anchors[event.anchor]

    def _sequence(self, start: ev.Event, path: Path) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(self._events), ev.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        value = tuple(item.value for item in items)
        return Node(_mark(start), value, children=dict(enumerate(items)), size=_size(items))

    def _mapping(self, start: ev.Event, path: Path) -> Node:
        keys: dict[str | int, Mark] = {}
        children: dict[str | int, Node] = {}
        while not isinstance(event := next(self._events), ev.MappingEndEvent):
            key = self._node(event, (*path, "?"))  # as YAML marks a key that is not plain
            here = (*path, key.text) if isinstance(event, ev.ScalarEvent) else path
            child = self._node(next(self._events), here)
            if flaw := _flaw_of_key(event, key, keys):
                self.flaws.append((here, _mark(event), flaw))
            else:
                keys[key.text] = _mark(event)
                children[key.text] = child if child.value is not None else replace(child, mark=_mark(event))
        value = {key: child.value for key, child in children.items()}
        return Node(_mark(start), value, children=children, keys=keys, size=_size(children.values()))


def _flaw_of_key(event: ev.Event, key: Node, earlier: Mapping[str | int, Mark]) -> str | None:
    if not isinstance(event, ev.ScalarEvent):
        return "found a key that is not a plain text"
    if key.text == "<<" and not key.quoted:
        return "found a merge key, which YAML 1.2 does not have; allowed: an alias for a whole value"
    if key.text in earlier:
        return f"found the key a second time; it is already on line {earlier[key.text].line}; allowed: once"
    return None


def _scalar(event: ev.ScalarEvent) -> Node:
    plain = event.style is None and event.tag not in _TEXT_TAGS
    value = resolve(event.value) if plain else event.value
    return Node(_mark(event), value, text=event.value, quoted=not plain)


def _size(children: Iterable[Node]) -> int:
    return 1 + sum(child.size for child in children)


def _mark(event: ev.Event) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
