"""systemd unit files (systemd.syntax(7), systemd.service(5)): those services that the rehearsal runs as EC2 does.

A key that would change what the service does, and that is not implemented here, is refused.
"""

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

# Descriptions and ordering: a service alone on its instance behaves the same without them.
_DESCRIPTIVE = {
    "Unit": {"Description", "Documentation", "After", "Before"},
    "Service": {"SyslogIdentifier"},
    "Install": set[str](),
}
# Restrictions of a service's rights. Inside the rehearsal only root exists, so they are noted, not enforced.
NOT_ENFORCED = frozenset(
    {
        "User", "Group", "DynamicUser", "NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectSystem",
        "ProtectHome", "ProtectControlGroups", "ProtectKernelModules", "ProtectKernelTunables",
        "RestrictSUIDSGID", "CapabilityBoundingSet",
    }
)  # fmt: skip
_SECONDS = {"": 1.0, "s": 1.0, "sec": 1.0, "ms": 0.001, "min": 60.0}


class UnitFileError(ValueError):
    """A unit file that cannot be run as systemd would; the message begins with file:line."""


@dataclass(frozen=True)
class ServiceUnit:
    """What a `.service` file asks for. Times are in seconds; commands are lists of words before expansion."""

    exec_start: tuple[str, ...] = ()
    exec_start_pre: tuple[tuple[bool, tuple[str, ...]], ...] = ()  # (a failure is ignored, words)
    kind: str = "simple"
    working_directory: str = "/"
    environment: tuple[tuple[str, str], ...] = ()
    environment_files: tuple[tuple[bool, str], ...] = ()  # (may be missing, path)
    restart: str = "no"
    restart_seconds: float = 0.1
    stop_seconds: float = 90.0
    start_limit_seconds: float = 10.0
    start_limit_burst: int = 5
    wanted_by: tuple[str, ...] = ()
    not_enforced: tuple[str, ...] = field(default=())


def parse(text: str, file: str) -> ServiceUnit:
    """Read a service unit. Raises UnitFileError for what systemd refuses and for what is not implemented."""
    unit = ServiceUnit()
    for line, section, key, value in _assignments(text, file):
        try:
            unit = _assign(unit, section, key, value)
        except ValueError as error:
            raise UnitFileError(f"{file}:{line}: {error}") from None
    if not unit.exec_start:
        raise UnitFileError(f"{file}:1: [Service] has no ExecStart=")
    return unit


def _assignments(text: str, file: str) -> Iterator[tuple[int, str, str, str]]:
    section, pending, start = "", "", 0
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip() if not pending else pending + raw.strip()
        start = start if pending else number
        pending = ""
        if not line or line[0] in "#;":
            continue
        if line.endswith("\\"):
            pending = line[:-1].rstrip() + " "
        elif line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif "=" not in line or not section:
            raise UnitFileError(f"{file}:{start}: expected [Section] or Key=value, found {line!r}")
        else:
            key, _, value = line.partition("=")
            yield start, section, key.strip(), value.strip()


def _assign(unit: ServiceUnit, section: str, key: str, value: str) -> ServiceUnit:
    if section not in _DESCRIPTIVE:
        raise ValueError(f"section [{section}] is not implemented in the rehearsal")
    if key in _DESCRIPTIVE[section]:
        return unit
    if section == "Service" and key in NOT_ENFORCED:
        return replace(unit, not_enforced=(*unit.not_enforced, key))
    setter = _SETTERS.get((section, key))
    if setter is None:
        raise ValueError(f"{key}= in [{section}] is not implemented in the rehearsal; on EC2 it would take effect")
    return setter(unit, _without_specifiers(value))


def _without_specifiers(value: str) -> str:
    if re.search(r"%(?!%)", value.replace("%%", "")):
        raise ValueError(f"specifiers (%) are not implemented in the rehearsal: {value!r}")
    return value.replace("%%", "%")


def _one_of(attribute: str, *allowed: str) -> "_Setter":
    def set_value(unit: ServiceUnit, value: str) -> ServiceUnit:
        if value not in allowed:
            raise ValueError(f"{value!r} is not implemented in the rehearsal; use one of {', '.join(allowed)}")
        changed: dict[str, Any] = {attribute: value}
        return replace(unit, **changed)

    return set_value


def _time(attribute: str) -> "_Setter":
    def set_value(unit: ServiceUnit, value: str) -> ServiceUnit:
        match = re.fullmatch(r"(\d+(?:\.\d+)?) ?(ms|s|sec|min|)", value)
        if match is None:
            raise ValueError(f"{value!r} is not a time such as 5, 5s, 500ms or 1min")
        changed: dict[str, Any] = {attribute: float(match[1]) * _SECONDS[match[2]]}
        return replace(unit, **changed)

    return set_value


def _words(value: str) -> tuple[str, ...]:
    if "\\" in value:
        raise ValueError("backslash escapes in commands are not implemented in the rehearsal")
    words = tuple(shlex.split(value))
    if not words or ";" in words:
        raise ValueError("expected one command")
    if words[0][0] in "@:+!|":
        raise ValueError(f"the prefix {words[0][0]!r} of a command is not implemented in the rehearsal")
    return words


def _exec_start(unit: ServiceUnit, value: str) -> ServiceUnit:
    if unit.exec_start:
        raise ValueError("a simple service has exactly one ExecStart=")
    if value.startswith("-"):
        raise ValueError("ExecStart=- is not implemented in the rehearsal")
    return replace(unit, exec_start=_words(value))


def _exec_start_pre(unit: ServiceUnit, value: str) -> ServiceUnit:
    step = (value.startswith("-"), _words(value.removeprefix("-")))
    return replace(unit, exec_start_pre=(*unit.exec_start_pre, step))


def _absolute(value: str) -> str:
    if not value.startswith("/"):
        raise ValueError(f"{value!r} is not an absolute path")
    return value


def _environment(unit: ServiceUnit, value: str) -> ServiceUnit:
    pairs = []
    for word in shlex.split(value):
        name, equals, text = word.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z_]\w*", name):
            raise ValueError(f"{word!r} is not NAME=value")
        pairs.append((name, text))
    return replace(unit, environment=(*unit.environment, *pairs))


def _environment_file(unit: ServiceUnit, value: str) -> ServiceUnit:
    entry = (value.startswith("-"), _absolute(value.removeprefix("-")))
    return replace(unit, environment_files=(*unit.environment_files, entry))


def _wants(unit: ServiceUnit, value: str) -> ServiceUnit:
    if any(not name.endswith(".target") for name in value.split()):
        raise ValueError("only targets can be wanted in the rehearsal; start other services from a hook")
    return unit


def _output(unit: ServiceUnit, value: str) -> ServiceUnit:
    if value not in ("journal", "inherit"):
        raise ValueError(f"{value!r} is not implemented in the rehearsal; output goes to the journal")
    return unit


_Setter = Callable[[ServiceUnit, str], ServiceUnit]
_SETTERS: dict[tuple[str, str], _Setter] = {
    ("Unit", "Wants"): _wants,
    ("Unit", "StartLimitIntervalSec"): _time("start_limit_seconds"),
    ("Unit", "StartLimitBurst"): lambda unit, value: replace(unit, start_limit_burst=int(value)),
    ("Service", "Type"): _one_of("kind", "simple", "exec"),
    ("Service", "ExecStart"): _exec_start,
    ("Service", "ExecStartPre"): _exec_start_pre,
    ("Service", "WorkingDirectory"): lambda unit, value: replace(unit, working_directory=_absolute(value)),
    ("Service", "Environment"): _environment,
    ("Service", "EnvironmentFile"): _environment_file,
    ("Service", "Restart"): _one_of("restart", "no", "on-failure", "always"),
    ("Service", "RestartSec"): _time("restart_seconds"),
    ("Service", "TimeoutStopSec"): _time("stop_seconds"),
    ("Service", "StandardOutput"): _output,
    ("Service", "StandardError"): _output,
    ("Install", "WantedBy"): lambda unit, value: replace(unit, wanted_by=tuple(value.split())),
}


def environment_file(text: str) -> dict[str, str]:
    """The assignments of an EnvironmentFile=: NAME=value lines, optional quotes, # and ; comments."""
    found: dict[str, str] = {}
    for line in (raw.strip() for raw in text.splitlines()):
        name, equals, value = line.partition("=")
        if equals and line[0] not in "#;":
            found[name.strip()] = " ".join(shlex.split(value, comments=False))
    return found


def expand(words: tuple[str, ...], environment: dict[str, Any]) -> list[str]:
    """`${NAME}` anywhere and `$NAME` as a whole word (split at blanks), as systemd expands a command line."""
    result: list[str] = []
    for word in words:
        if re.fullmatch(r"\$[A-Za-z_]\w*", word):
            result += str(environment.get(word[1:], "")).split()
        else:
            result.append(re.sub(r"\$\{(\w+)\}", lambda match: str(environment.get(match[1], "")), word))
    return result
