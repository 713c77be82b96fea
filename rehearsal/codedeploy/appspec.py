"""appspec.yml of an EC2 deployment -> values. Strict: what the agent rejects, or the rehearsal cannot do, is an error.

https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html and the agent's
application_specification.rb
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml.nodes import SequenceNode

from rehearsal.codedeploy.lifecycle import SCRIPTABLE, UNSCRIPTABLE
from rehearsal.yaml_document import DocumentError, Problem, Value, compose, nearest

FILE_EXISTS_BEHAVIORS = ("DISALLOW", "OVERWRITE", "RETAIN")
TYPES = ("file", "directory")
MAXIMUM_SECONDS = 3600  # of one lifecycle event: the sum of its scripts' timeouts
Place = tuple[int, int]  # line and column, from 1


@dataclass(frozen=True)
class Copy:
    """`source` is relative to the bundle ("" for all of it); `destination` is a folder."""

    source: str
    destination: str
    place: Place


@dataclass(frozen=True)
class Permission:
    object: str
    pattern: str
    exceptions: tuple[str, ...]
    types: tuple[str, ...]
    owner: str | None
    group: str | None
    mode: int | None


@dataclass(frozen=True)
class Script:
    location: str
    timeout_seconds: int
    place: Place
    runas: str | None = None


@dataclass(frozen=True)
class AppSpec:
    files: tuple[Copy, ...]
    permissions: tuple[Permission, ...]
    hooks: dict[str, tuple[Script, ...]]
    file_exists_behavior: str | None
    warnings: tuple[Problem, ...]


def parse(text: str, file: str = "appspec.yml") -> AppSpec:
    """Raises DocumentError with every problem of the file."""
    root = compose(text, file, "appspec")
    reader = _Reader()
    spec = reader.appspec(root)
    if root.problems:
        raise DocumentError(root.problems)
    return replace(spec, warnings=tuple(sorted(reader.warnings)))


def missing_from_bundle(spec: AppSpec, exists: Callable[[str], bool], file: str = "appspec.yml") -> list[Problem]:
    """Files and scripts that the AppSpec names and the bundle does not hold. exists: a path in the bundle."""
    problems = [
        Problem(file, *copy.place, "files", f"source '{copy.source}' is not in the bundle")
        for copy in spec.files
        if copy.source and not exists(copy.source)
    ]
    for event, scripts in spec.hooks.items():
        for script in scripts:
            if not exists(script.location):
                message = f"script '{script.location}' is not in the bundle"
                problems.append(Problem(file, *script.place, f"hooks.{event}", message))
    return sorted(problems)


class _Reader:
    def __init__(self) -> None:
        self.warnings: list[Problem] = []

    def appspec(self, root: Value) -> AppSpec:
        known = ("version", "os", "files", "permissions", "hooks", "file_exists_behavior")
        fields = self._known(root, *known)
        self._version(fields.get("version"), root)
        self._os(fields.get("os"), root)
        behavior = fields.get("file_exists_behavior")
        return AppSpec(
            files=tuple(filter(None, map(self._copy, _items(fields.get("files"))))),
            permissions=tuple(filter(None, map(self._permission, _items(fields.get("permissions"))))),
            hooks=self._hooks(fields.get("hooks")),
            file_exists_behavior=behavior.choice(FILE_EXISTS_BEHAVIORS) if behavior else None,
            warnings=(),
        )

    def _known(self, value: Value, *names: str) -> dict[str, Value]:
        """The agent overlooks a key that it does not know: a warning."""
        entries = value.entries()
        for name, entry in entries.items():
            if name not in names:
                hint = nearest(name, names) or f"; it knows {', '.join(names)}"
                self._warn(entry, f"the agent ignores this key{hint}")
        return {name: entry for name, entry in entries.items() if name in names and not entry.is_null}

    def _warn(self, value: Value, message: str) -> None:
        replace(value, problems=self.warnings).problem(message, at_key=True)

    def _version(self, value: Value | None, root: Value) -> None:
        if value is None:
            root.problem("'version' is required: write version: 0.0")
        elif not str(value.node.tag).endswith((":float", ":int")) or float(value.text()) != 0:
            value.problem(f"{value.kind} is not an AppSpec version: write version: 0.0, without quotes")

    def _os(self, value: Value | None, root: Value) -> None:
        if value is None:
            root.problem("'os' is required: write os: linux")
        elif value.text() not in ("linux", ""):
            value.problem(f"'{value.text()}' is not linux, and the instances are")

    def _copy(self, value: Value) -> Copy | None:
        fields = self._known(value, "source", "destination")
        for name in ("source", "destination"):
            if name not in fields:
                value.problem(f"'{name}' is required")
        if len(fields) < 2:
            return None
        source = _in_bundle(fields["source"])
        return Copy(source, _absolute(fields["destination"]), _place(fields["source"]))

    def _permission(self, value: Value) -> Permission | None:
        names = ("object", "pattern", "except", "owner", "group", "mode", "acls", "context", "type")
        fields = self._known(value, *names)
        for name in {"acls", "context"} & set(fields):
            fields[name].problem("the rehearsal cannot set this: its file systems may not have it", at_key=True)
        if "object" not in fields:
            value.problem("'object' is required")
            return None
        types = fields["type"].texts() if "type" in fields else TYPES
        for name in set(types) - set(TYPES):
            fields["type"].problem(f"'{name}' is not one of {', '.join(TYPES)}")
        return Permission(
            object=_absolute(fields["object"]),
            pattern=fields["pattern"].text() if "pattern" in fields else "**",
            exceptions=fields["except"].texts() if "except" in fields else (),
            types=types,
            owner=_root_only(fields.get("owner")),
            group=_root_only(fields.get("group")),
            mode=_mode(fields["mode"]) if "mode" in fields else None,
        )

    def _hooks(self, value: Value | None) -> dict[str, tuple[Script, ...]]:
        hooks: dict[str, tuple[Script, ...]] = {}
        for event, entry in value.entries().items() if value else ():
            if event in UNSCRIPTABLE:
                entry.problem("CodeDeploy runs no scripts in this event", at_key=True)
            elif event not in SCRIPTABLE:
                entry.problem(f"unknown lifecycle event{nearest(event, SCRIPTABLE)}", at_key=True)
            elif entry.is_null or not _items(entry):
                self._warn(entry, "the agent ignores an event without scripts")
            else:
                hooks[event] = tuple(filter(None, map(self._script, _items(entry))))
                self._limit(entry, hooks[event])
        return hooks

    def _script(self, value: Value) -> Script | None:
        fields = self._known(value, "location", "timeout", "runas", "sudo")
        if "sudo" in fields:
            fields["sudo"].problem("is not documented by AWS: scripts run as root without it", at_key=True)
        if "location" not in fields or not fields["location"].text().strip():
            value.problem("'location' is required: a script's path in the bundle")
            return None
        seconds = _seconds(fields["timeout"]) if "timeout" in fields else MAXIMUM_SECONDS
        location = fields["location"]
        return Script(_in_bundle(location), seconds, _place(location), _root_only(fields.get("runas")))

    def _limit(self, value: Value, scripts: tuple[Script, ...]) -> None:
        total = sum(script.timeout_seconds for script in scripts)
        if total > MAXIMUM_SECONDS:
            own = sum(script.timeout_seconds for script in scripts if script.timeout_seconds < MAXIMUM_SECONDS)
            message = f"its scripts' timeouts add up to {total} seconds; an event may last {MAXIMUM_SECONDS}"
            if own > MAXIMUM_SECONDS:
                value.problem(message, at_key=True)
            else:
                self._warn(value, f"{message}: give every script a timeout (without, it is {MAXIMUM_SECONDS})")


def _items(value: Value | None) -> list[Value]:
    if value is None or value.is_null:
        return []
    if not isinstance(value.node, SequenceNode):
        value.problem(f"must be a list, found {value.kind}")
        return []
    return [value.child(item, str(index)) for index, item in enumerate(value.node.value)]


def _place(value: Value) -> Place:
    mark: Any = value.node.start_mark
    return mark.line + 1, mark.column + 1


def _in_bundle(value: Value) -> str:
    """The path without its leading slash, "" for the bundle itself."""
    path = posixpath.normpath("/" + value.text().strip())[1:].lstrip("/")
    if ".." in value.text().split("/"):
        value.problem("leads out of the bundle with '..'")
    return path


def _absolute(value: Value) -> str:
    path = value.text().strip()
    if path and not path.startswith("/"):
        value.problem(f"'{path}' is not an absolute path")
    return posixpath.normpath("/" + path.lstrip("/"))


def _root_only(value: Value | None) -> str | None:
    if value is not None and value.text().strip() != "root":
        value.problem(f"the rehearsal's instances have no user or group '{value.text()}', only root")
    return None if value is None else value.text().strip()


def _mode(value: Value) -> int:
    text = value.text()
    if not re.fullmatch(r"[0-7]{1,4}", text):
        value.problem(f"'{text}' is not a mode: one to four digits from 0 to 7")
        return 0
    if text.startswith("0") and len(text) > 1 and not getattr(value.node, "style", None):
        value.problem(f"the agent's YAML reads {text} as the number {int(text, 8)}: quote it")
    return int(text, 8)


def _seconds(value: Value) -> int:
    if not re.fullmatch(r"[1-9]\d*", value.text()):
        value.problem(f"'{value.text()}' is not a number of seconds above 0")
        return 1
    return int(value.text())
