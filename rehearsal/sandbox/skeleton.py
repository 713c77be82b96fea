"""The sandbox's file system: a read-only skeleton in memory onto which the plan's folders are bound."""
# ruff: noqa: PTH103, PTH110, PTH120, PTH123, PTH211 (pathlib would add a quarter to the start of every sandbox)

import contextlib
import os
import stat
from collections.abc import Iterable, Mapping

from rehearsal.sandbox import kernel

_ROOT = "/tmp"  # noqa: S108 (covered by the skeleton in this private mount namespace; nothing is written there)
_SHARED_MEMORY = f"{_ROOT}/dev/shm"  # noqa: S108 (inside, and private to it)
_DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
_DEVICE_LINKS = {
    "fd": "/proc/self/fd",
    "stdin": "fd/0",
    "stdout": "fd/1",
    "stderr": "fd/2",
    "ptmx": "pts/ptmx",
}
_READ_ONLY_PROC = (
    "bus",
    "fs",
    "irq",
    "sys",
    "sysrq-trigger",
)  # root's on the host: its owner could write them


def build(binds: Iterable[tuple[str | None, str, bool]], links: Mapping[str, str], files: Mapping[str, str]) -> None:
    """Make the new root and enter it. Must run in the new user, mount and PID namespaces.

    binds: (host path or None, guest path, writable); links: guest path -> target; files: guest path -> text,
    written where nothing lies there yet. Raises OSError naming the mount that failed.
    """
    kernel.mount("none", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    ordered = sorted(binds, key=lambda bind: (bind[1].count("/"), bind[1]))  # a folder before what lies in it
    sources = [_open(host) for host, _, _ in ordered]  # before the skeleton covers the paths
    devices = {name: _open(f"/dev/{name}") for name in _DEVICES}
    kernel.mount("skeleton", _ROOT, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755")
    for guest, target in links.items():
        os.symlink(target, _ROOT + guest)
    for (_, guest, writable), source in zip(ordered, sources, strict=True):
        _bind(source, guest, writable)
    _devices(devices)
    for source in (
        *sources,
        *devices.values(),
    ):  # else /proc/1/fd would lead out, to the machine's own mounts
        if source is not None:
            os.close(source)
    _proc()
    for guest, text in files.items():
        _write(_inside(guest), text)
    kernel.restrict(_ROOT, kernel.MOUNT_ATTR_RDONLY, recursive=False)
    kernel.pivot_root(_ROOT)


def _open(path: str | None) -> int | None:
    return None if path is None else os.open(path, os.O_PATH | os.O_CLOEXEC)


def _bind(source: int | None, guest: str, writable: bool) -> None:
    target = _inside(guest)
    if source is None:
        os.makedirs(target, exist_ok=True)
        mode = "mode=1777" if guest.endswith("tmp") else "mode=755"
        kernel.mount("scratch", target, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, mode)
        return
    _mount_point(target, stat.S_ISDIR(os.fstat(source).st_mode))
    kernel.mount(f"/proc/self/fd/{source}", target, flags=kernel.MS_BIND | kernel.MS_REC)
    attributes = kernel.MOUNT_ATTR_NOSUID | (0 if writable else kernel.MOUNT_ATTR_RDONLY)
    kernel.restrict(target, attributes)


def _inside(guest: str) -> str:
    """The path below the new root. A link left by an earlier run must not lead out of it."""
    target = os.path.realpath(_ROOT + guest)
    if not f"{target}/".startswith(f"{_ROOT}/"):
        raise OSError(f"{guest} leads out of the sandbox, to {target}")
    return target


def _mount_point(target: str, folder: bool) -> None:
    if folder:
        os.makedirs(target, exist_ok=True)
    elif not os.path.exists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))


def _devices(devices: Mapping[str, int | None]) -> None:
    os.makedirs(f"{_ROOT}/dev/pts")
    os.makedirs(_SHARED_MEMORY)
    for name, source in devices.items():
        _mount_point(f"{_ROOT}/dev/{name}", folder=False)
        kernel.mount(f"/proc/self/fd/{source}", f"{_ROOT}/dev/{name}", flags=kernel.MS_BIND)
    for name, target in _DEVICE_LINKS.items():
        os.symlink(target, f"{_ROOT}/dev/{name}")
    kernel.mount("devpts", f"{_ROOT}/dev/pts", "devpts", kernel.MS_NOSUID, "newinstance,ptmxmode=0666,mode=620")
    kernel.mount("shm", _SHARED_MEMORY, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=1777")


def _proc() -> None:
    os.makedirs(f"{_ROOT}/proc")
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("proc", f"{_ROOT}/proc", "proc", flags)
    for name in _READ_ONLY_PROC:
        path = f"{_ROOT}/proc/{name}"
        if os.path.exists(path):
            kernel.mount(path, path, flags=kernel.MS_BIND | kernel.MS_REC)
            kernel.restrict(path, kernel.MOUNT_ATTR_RDONLY)


def _write(path: str, text: str) -> None:
    with contextlib.suppress(FileExistsError), open(path, "x") as file:
        file.write(text)
