"""Starts one sandboxed process and stays outside as its guard: `python -I -S -c <enter> <lifeline fd>`.

The plan (JSON, one line) arrives through the lifeline, so that the payload's environment stands in no command
line. When the lifeline closes - its owner ended, by whatever means - everything inside is killed. ctypes
rather than util-linux's `unshare` and `mount`: one process start instead of about forty, and one error per
failed call instead of a shell's.
"""
# ruff: noqa: PTH123 (pathlib would add a quarter to the start of every sandbox)

import contextlib
import json
import os
import select
import signal
import sys
from typing import Any, NoReturn

from rehearsal.sandbox import kernel, reaper, skeleton

_NAMESPACES = (
    kernel.CLONE_NEWUSER | kernel.CLONE_NEWNS | kernel.CLONE_NEWPID | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS
)
# What root of a plain container keeps, by number in <linux/capability.h>: chown dac_override fowner fsetid
# kill setgid setuid setpcap net_bind_service sys_chroot audit_write setfcap.
_KEPT_CAPABILITIES = frozenset({0, 1, 3, 4, 5, 6, 7, 8, 10, 18, 29, 31})


def main(lifeline: int) -> NoReturn:
    """Read the plan, start its process, wait; exit with its code, or 125 when the sandbox failed."""
    plan = _read_plan(lifeline)
    if plan is None:
        os._exit(reaper.SETUP_FAILED)
    try:
        if plan["isolated"]:
            _new_namespaces()
        else:
            kernel.adopt_orphans()
        child = _fork_first(plan, lifeline)
    except OSError as error:
        _give_up(error)
    _guard(child, lifeline, plan["isolated"])


def _read_plan(lifeline: int) -> dict[str, Any] | None:
    data = bytearray()
    while not data.endswith(b"\n"):
        chunk = os.read(lifeline, 65536)
        if not chunk:
            return None
        data += chunk
    plan: dict[str, Any] = json.loads(data)
    return plan


def _new_namespaces() -> None:
    user, group = os.geteuid(), os.getegid()
    kernel.unshare(_NAMESPACES)
    for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _fork_first(plan: dict[str, Any], lifeline: int) -> int:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(reading)
        return child
    os.close(writing)
    os.close(lifeline)
    try:
        os._exit(_first(plan, reading))
    except OSError as error:
        _give_up(error)


def _first(plan: dict[str, Any], parent: int) -> int:
    isolated = plan["isolated"]
    if not isolated:
        kernel.adopt_orphans()
        signal.signal(signal.SIGUSR1, _end_all)
    kernel.die_with_parent(signal.SIGKILL if isolated else signal.SIGUSR1)
    if select.select([parent], [], [], 0)[0]:  # end of file: the parent was gone before the line above
        return reaper.SETUP_FAILED
    if isolated:
        skeleton.build(plan["binds"], plan["links"], plan["files"])
        kernel.set_hostname(plan["hostname"])
        kernel.keep_capabilities(_KEPT_CAPABILITIES)
    return reaper.reap(plan["argv"], plan["env"], plan["cwd"])  # what it leaves behind, the guard inherits


def _end_all(*_: object) -> NoReturn:
    reaper.end_descendants()
    os._exit(reaper.SETUP_FAILED)


def _guard(child: int, lifeline: int, isolated: bool) -> NoReturn:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: _signal(child, signal.SIGTERM))
    ended = os.pidfd_open(child)
    readable, _, _ = select.select([lifeline, ended], [], [])
    if ended not in readable:
        _signal(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not isolated:
        reaper.end_descendants()
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


def _signal(child: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, number)


def _give_up(error: OSError) -> NoReturn:
    print(f"sandbox: {error}", file=sys.stderr, flush=True)
    os._exit(reaper.SETUP_FAILED)
