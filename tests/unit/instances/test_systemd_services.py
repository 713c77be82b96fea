"""Services of a local instance behave as under systemd, through the `systemctl` that hook scripts call."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from rehearsal.instances import systemctl, systemctl_verbs


class Console(Protocol):
    output: str

    def __call__(self, script: str, timeout_seconds: float = 30) -> int | None: ...
    def install(self, name: str, text: str) -> None: ...


SLEEPER = "[Service]\nExecStart=/bin/sleep 1000\n[Install]\nWantedBy=multi-user.target\n"


def eventually(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_start_and_stop_are_idempotent(console: Console) -> None:
    console.install("web.service", SLEEPER)
    assert console("systemctl start web && systemctl start web.service && systemctl is-active web") == 0
    assert console.output == "active\n"
    assert console("systemctl stop web && systemctl stop web; systemctl is-active web") == 3
    assert console.output == "inactive\n"


def test_what_does_not_exist_is_said_with_systemds_exit_codes(console: Console) -> None:
    assert console("systemctl start no") == 5
    assert console.output == "Failed to start no.service: Unit no.service not found.\n"
    assert console("systemctl stop no") == 5
    assert console("systemctl status no") == 4
    assert console("systemctl enable no") == 1
    assert console("systemctl is-enabled no") == 1
    assert console("systemctl is-active no") == 3


def test_enabled_services_start_at_the_next_boot(console: Console) -> None:
    console.install("web.service", SLEEPER)
    assert console("systemctl is-enabled web") == 1
    assert console("systemctl enable web && systemctl is-enabled web") == 0
    assert console.output.splitlines()[-1] == "enabled"
    instance = console.instance  # type: ignore[attr-defined]
    instance.terminate()
    instance.start()
    assert console("systemctl is-active web") == 0
    assert console("systemctl disable --now web; systemctl is-active web") == 3


def test_the_environment_comes_from_the_unit_and_its_files(console: Console) -> None:
    console.install(
        "env.service",
        "[Service]\nEnvironment=A=1 'B=two words'\nEnvironmentFile=-/etc/environment\n"
        "EnvironmentFile=-/etc/none\nWorkingDirectory=/opt\n"
        'ExecStart=/bin/sh -c "pwd; echo ${A} $B $HOST"\n',
    )
    assert console("systemctl start env; sleep 0.3; systemctl status env") == 3
    assert "two words 127.0.9.1" in console.output
    assert console.output.splitlines()[-3].endswith("/opt")


def test_a_crashed_service_is_restarted_and_a_stopped_one_is_not(console: Console) -> None:
    console.install("web.service", f"{SLEEPER}[Service]\nRestart=on-failure\nRestartSec=50ms\n")
    pid = "systemctl show -p MainPID --value web"
    assert console(f"systemctl start web; kill -9 $({pid}); sleep 0.5; systemctl is-active web") == 0
    assert console("systemctl stop web; sleep 0.3; systemctl is-active web") == 3


def test_a_service_that_keeps_failing_is_given_up(console: Console) -> None:
    console.install("bad.service", "[Service]\nExecStart=/bin/false\nRestart=always\nRestartSec=10ms\n")
    console("systemctl start bad")
    eventually(lambda: console("systemctl show -p Result --value bad") == 0 and "start-limit-hit" in console.output)
    assert console("systemctl is-failed bad") == 0
    assert console("systemctl reset-failed bad; systemctl is-failed bad") == 1


def test_a_program_that_cannot_be_executed_fails_the_start_of_type_exec_only(console: Console) -> None:
    for kind, code in (("exec", 1), ("simple", 0)):
        console.install(f"{kind}.service", f"[Service]\nType={kind}\nExecStart=/no/such\n")
        assert console(f"systemctl start {kind}") == code
        assert console(f"systemctl is-failed {kind}") == 0


def test_a_failed_exec_start_pre_fails_the_start_unless_ignored(console: Console) -> None:
    console.install("pre.service", f"[Service]\nExecStartPre=/bin/false\n{SLEEPER}")
    assert console("systemctl start pre") == 1
    console.install("pre.service", f"[Service]\nExecStartPre=-/bin/false\n{SLEEPER}")
    assert console("systemctl daemon-reload && systemctl start pre") == 0


def test_stop_ends_daemons_of_the_service_too(console: Console) -> None:
    console.install("fork.service", "[Service]\nExecStart=/bin/sh -c 'setsid sleep 987654 & exec sleep 987654'\n")
    count = "grep -lsazx '98765[4]' /proc/[0-9]*/cmdline | wc -l"  # the brackets keep grep from finding itself
    both = f"until [ $({count}) = 2 ]; do sleep 0.05; done"
    assert console(f"systemctl start fork; {both}; systemctl stop fork; {count}") == 0
    assert console.output == "0\n"


def test_a_service_that_ignores_sigterm_is_killed_in_time(console: Console) -> None:
    console.install(
        "deaf.service",
        "[Service]\nTimeoutStopSec=300ms\nExecStart=/bin/sh -c \"trap '' TERM; while :; do sleep 0.1; done\"\n",
    )
    started = time.monotonic()
    assert console("systemctl start deaf; sleep 0.3; systemctl stop deaf") == 0
    assert time.monotonic() - started < 5


def test_a_unit_that_cannot_be_run_as_on_ec2_is_refused_with_its_line(console: Console) -> None:
    console.install("odd.service", "[Service]\nExecStart=/bin/true\nType=notify\n")
    assert console("systemctl start odd") == 1
    assert "/etc/systemd/system/odd.service:3: 'notify' is not implemented" in console.output


def test_every_verb_of_the_command_has_its_answer() -> None:
    assert set(systemctl.VERBS) == set(systemctl_verbs._VERBS)


@pytest.mark.parametrize("line", ["", "cat web", "start", "start --user web", "mask web"])
def test_what_is_not_implemented_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"the rehearsal|needs a unit"):
        systemctl.parse(line.split())


def test_the_log_says_what_is_not_enforced(console: Console, tmp_path: Path) -> None:
    console.install("user.service", f"[Service]\nDynamicUser=yes\nUser=web\n{SLEEPER}")
    console("systemctl start user")
    log = (tmp_path / "instance/var/log/user.log").read_text()
    assert log == "systemd: user.service: runs as root; not enforced here: DynamicUser, User\n"
