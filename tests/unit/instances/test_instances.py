"""A local instance: its own disk, processes and address; it starts, ends and starts again."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Protocol

import pytest

from rehearsal.instances.instance import Instance, InstanceError
from rehearsal.sandbox.sandbox import unavailable

isolated_only = pytest.mark.skipif(unavailable() is not None, reason="no namespaces")


class Console(Protocol):
    output: str
    instance: Instance

    def __call__(self, script: str, timeout_seconds: float = 30) -> int | None: ...


def children() -> set[int]:
    """The processes that this one has started and that still run."""
    found = set()
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and f"\nPPid:\t{os.getpid()}\n" in (entry / "status").read_text():
                found.add(int(entry.name))
    return found


def test_commands_run_as_root_in_the_instance(console: Console) -> None:
    code = console('id -u; pwd; echo $PATH; . "${INSTANCE_ROOT:-}/etc/environment"; echo $HOST; exit 4')
    folder = console.instance.root
    user, directory, path, host = console.output.split()
    assert (code, directory, host) == (4, folder or "/", "127.0.9.1")
    assert user == ("0" if not folder else str(os.getuid()))
    assert path.split(":")[0] == (f"{folder}/usr/local/bin" if folder else "/usr/local/sbin")


def test_a_command_that_takes_too_long_is_ended(console: Console) -> None:
    assert console("sleep 60", timeout_seconds=0.2) is None


def test_the_disk_stays_and_the_processes_do_not(console: Console) -> None:
    console('echo kept > "${INSTANCE_ROOT:-}/opt/file"; setsid sleep 876543 >/dev/null 2>&1 &')
    console.instance.terminate()
    assert not console.instance.alive
    assert (console.instance.folder / "opt/file").read_text() == "kept\n"
    assert subprocess.run(["pgrep", "-f", "^sleep 876543$"], capture_output=True).stdout == b""
    console.instance.start()
    assert console('cat "${INSTANCE_ROOT:-}/opt/file"') == 0
    assert console.output == "kept\n"


def test_asking_a_terminated_instance_says_so(console: Console) -> None:
    console.instance.terminate()
    console.instance.terminate()
    with pytest.raises(InstanceError, match="instance i-0abc does not answer"):
        console("true")


@isolated_only
def test_an_instance_writes_its_own_disk_and_no_other(tmp_path: Path) -> None:
    instance = Instance("i-1", tmp_path / "one", "127.0.9.2", isolated=True)
    instance.start()
    writable = ["/etc", "/etc/systemd/system", "/opt", "/srv", "/home", "/root", "/var/lib", "/usr/local/bin", "/run"]
    script = "for d in %s; do mkdir -p $d && touch $d/mark || exit 1; done" % " ".join(writable)  # noqa: UP031
    assert instance.run(["/bin/sh", "-c", script]) == 0
    assert all((instance.folder / folder[1:] / "mark").exists() for folder in writable)
    lines: list[str] = []
    assert instance.run(["/bin/sh", "-c", f"touch /usr/bin/x {tmp_path}/x"], on_line=lines.append) == 1
    assert len(lines) == 2
    instance.terminate()
    assert not (tmp_path / "x").exists()


@isolated_only
def test_users_can_be_added_to_the_instance_and_not_to_the_machine(tmp_path: Path) -> None:
    if shutil.which("useradd", path="/usr/sbin:/sbin") is None:
        pytest.skip("no useradd here")
    instance = Instance("i-1", tmp_path / "one", "127.0.9.3", isolated=True)
    instance.start()
    before = Path("/etc/passwd").read_bytes()
    assert instance.run(["useradd", "--system", "slipwaytest"]) == 0
    instance.terminate()
    assert "slipwaytest" in (instance.folder / "etc/passwd").read_text()
    assert Path("/etc/passwd").read_bytes() == before


@pytest.mark.parametrize("started_before", [False, True])
def test_a_failed_start_shows_what_was_printed_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started_before: bool
) -> None:
    instance = Instance("i-1", tmp_path / "one", "127.0.9.4", isolated=False)
    if started_before:
        instance.start()
        instance.terminate()
    failing = tmp_path / "failing"  # its console is closed a moment before it has ended
    failing.write_text("#!/bin/sh\necho no memory\nexec >&- 2>&-\nsleep 0.2\nexit 1\n")
    failing.chmod(0o700)
    monkeypatch.setattr("rehearsal.instances.instance.sys.executable", str(failing))
    with pytest.raises(InstanceError, match="instance i-1 did not start: no memory"):
        instance.start()
    assert not instance.alive


def test_an_end_leaves_no_process_and_no_mount(tmp_path: Path) -> None:
    before = children()
    instance = Instance("i-1", tmp_path / "one", "127.0.9.5")
    instance.start()
    assert len(children() - before) == 1
    instance.terminate()
    assert children() == before
    assert str(tmp_path) not in Path("/proc/self/mountinfo").read_text()
    shutil.rmtree(instance.folder)
