"""Every name of MiniStack that our own sources use, read from the sources: no list that could go stale."""

import ast
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT


@dataclass(frozen=True)
class Use:
    """`module` and a dotted name in it, e.g. ministack.services.alb and _targets._data."""

    module: str
    name: str
    place: str  # file:line
    call: ast.Call | None = None  # with these arguments
    replaces: bool = False  # an assignment to it
    key: str | None = None  # of the dictionary that it names

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


def uses() -> list[Use]:
    return [use for file in sorted((ROOT / "rehearsal").rglob("*.py")) for use in _uses_in(file)]


def _uses_in(file: Path) -> Iterator[Use]:
    tree = ast.parse(file.read_text())
    modules: dict[str, str] = {}  # by the name under which the file knows it
    names: dict[str, tuple[str, str]] = {}  # likewise: (module, name in it)
    place = str(file.relative_to(ROOT))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {a.asname: a.name for a in node.names if a.asname and a.name.startswith("ministack.")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ministack"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                if _is_module(whole):
                    modules[alias.asname or alias.name] = whole
                else:
                    names[alias.asname or alias.name] = (str(node.module), alias.name)
                    yield Use(str(node.module), alias.name, f"{place}:{node.lineno}")
    yield from _Finder(place, modules, names).found(tree)


@dataclass
class _Finder:
    place: str
    modules: dict[str, str]
    names: dict[str, tuple[str, str]]

    def found(self, tree: ast.AST) -> Iterator[Use]:
        for node in ast.walk(tree):
            place = f"{self.place}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Attribute) and (named := self._named(node)):
                yield Use(*named, place, replaces=isinstance(node.ctx, ast.Store))
            elif isinstance(node, ast.Call) and (named := self._named(node.func)):
                yield Use(*named, place, call=node)
            elif isinstance(node, ast.Subscript) and (named := self._named(node.value)):
                key = node.slice.value if isinstance(node.slice, ast.Constant) else None
                yield Use(*named, place, key=None if key is None else str(key))

    def _named(self, node: ast.AST) -> tuple[str, str] | None:
        """(module, dotted name) of an expression that names something in MiniStack."""
        path: list[str] = []
        while isinstance(node, ast.Attribute):
            path.insert(0, node.attr)
            node = node.value
        if isinstance(node, ast.Name) and node.id in self.modules and path:
            return self.modules[node.id], ".".join(path)
        if isinstance(node, ast.Name) and node.id in self.names:
            module, name = self.names[node.id]
            return module, ".".join([name, *path])
        return None


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # its parent is no package, or has gone
        return False
