"""What `systemctl` answers, with its exit codes and lines (systemctl(1), systemd 252 as on Amazon Linux 2023)."""

from collections.abc import Callable, Mapping
from typing import Any

from rehearsal.instances.system_manager import Refused, SystemManager

_NOT_RUNNING, _UNKNOWN = 3, 4
_Verb = Callable[[SystemManager, list[str], list[str], list[str]], int]


def answer(manager: SystemManager, request: Mapping[str, Any]) -> dict[str, Any]:
    """{"verb", "units", "flags"} -> {"code", "out", "err"}; stops at the first unit that fails."""
    out: list[str] = []
    names = [name if "." in name else f"{name}.service" for name in request["units"]]
    code, error = 0, ""
    try:
        code = _VERBS[request["verb"]](manager, names, request["flags"], out)
    except Refused as refusal:
        code, error = refusal.args[0], f"{refusal.args[1]}\n"
    return {"code": code, "out": "".join(f"{line}\n" for line in out), "err": error}


def _start(manager: SystemManager, names: list[str], _: list[str], __: list[str]) -> int:
    for name in names:
        manager.start(name)
    return 0


def _stop(manager: SystemManager, names: list[str], _: list[str], __: list[str]) -> int:
    for name in names:
        manager.stop(name)
    return 0


def _restart(manager: SystemManager, names: list[str], _: list[str], __: list[str]) -> int:
    for name in names:
        if manager.known(name) is not None:
            manager.stop(name)
        manager.start(name)
    return 0


def _states(manager: SystemManager, names: list[str], out: list[str]) -> list[str]:
    states = [service.state if (service := manager.known(name)) else "inactive" for name in names]
    out += states
    return states


def _is_active(manager: SystemManager, names: list[str], _: list[str], out: list[str]) -> int:
    return 0 if "active" in _states(manager, names, out) else _NOT_RUNNING


def _is_failed(manager: SystemManager, names: list[str], _: list[str], out: list[str]) -> int:
    return 0 if "failed" in _states(manager, names, out) else 1


def _is_enabled(manager: SystemManager, names: list[str], _: list[str], out: list[str]) -> int:
    for name in names:
        if not manager.has(name):
            raise Refused(1, f"Failed to get unit file state for {name}: No such file or directory")
    states = [manager.units.enabled(name) for name in names]
    out += ["enabled" if state else "disabled" for state in states]
    return 0 if any(states) else 1


def _enable(manager: SystemManager, names: list[str], flags: list[str], out: list[str]) -> int:
    for name in _installed(manager, names, "enable"):
        manager.service(name, "enable")  # refuses a file that cannot be run
        out += manager.units.enable(name)
    return _start(manager, names, [], out) if "--now" in flags else 0


def _disable(manager: SystemManager, names: list[str], flags: list[str], out: list[str]) -> int:
    for name in _installed(manager, names, "disable"):
        out += manager.units.disable(name)
    return _stop(manager, names, [], out) if "--now" in flags else 0


def _installed(manager: SystemManager, names: list[str], doing: str) -> list[str]:
    for name in names:
        if not manager.has(name):
            raise Refused(1, f"Failed to {doing} unit: Unit file {name} does not exist.")
    return names


def _daemon_reload(manager: SystemManager, _: list[str], __: list[str], ___: list[str]) -> int:
    manager.units.forget()
    return 0


def _status(manager: SystemManager, names: list[str], _: list[str], out: list[str]) -> int:
    code = 0
    for name in names:
        if not manager.has(name):
            raise Refused(_UNKNOWN, f"Unit {name} could not be found.")
        service = manager.service(name, "get status of")
        out += [name, f"     Active: {service.state} ({service.result})", f"   Main PID: {service.main_pid}"]
        out += service.last_lines(10)
        code = code or (0 if service.state == "active" else _NOT_RUNNING)
    return code


def _show(manager: SystemManager, names: list[str], flags: list[str], out: list[str]) -> int:
    wanted = [key for flag in flags if flag.startswith("--property=") for key in flag[11:].split(",")]
    for name in names:
        known = _properties(manager, name)
        unknown = [key for key in wanted if key not in known]
        if unknown:
            raise Refused(1, f"systemctl show: the rehearsal does not know the property {', '.join(unknown)}")
        out += [known[key] if "--value" in flags else f"{key}={known[key]}" for key in wanted or known]
    return 0


def _properties(manager: SystemManager, name: str) -> dict[str, str]:
    service = manager.service(name, "show") if manager.has(name) else None
    return {
        "Id": name,
        "LoadState": "loaded" if service else "not-found",
        "ActiveState": service.state if service else "inactive",
        "Result": service.result if service else "success",
        "MainPID": str(service.main_pid if service else 0),
        "UnitFileState": "" if service is None else "enabled" if manager.units.enabled(name) else "disabled",
    }


def _reset_failed(manager: SystemManager, names: list[str], _: list[str], __: list[str]) -> int:
    for name in names:
        if service := manager.known(name):
            service.reset_failed()
    return 0


_VERBS: dict[str, _Verb] = {
    "start": _start,
    "stop": _stop,
    "restart": _restart,
    "is-active": _is_active,
    "is-failed": _is_failed,
    "is-enabled": _is_enabled,
    "enable": _enable,
    "disable": _disable,
    "daemon-reload": _daemon_reload,
    "status": _status,
    "show": _show,
    "reset-failed": _reset_failed,
}
