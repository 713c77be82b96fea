"""Unit files are read as systemd reads them; what would behave differently is refused with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.instances.unit_file import UnitFileError, environment_file, expand, parse

START = "[Service]\nExecStart=/bin/true\n"


@pytest.mark.parametrize(
    ("text", "message"),
    {
        "[Service]\n": "1: [Service] has no ExecStart=",
        "ExecStart=/x": "1: expected [Section] or Key=value, found 'ExecStart=/x'",
        f"{START}Hello": "3: expected [Section] or Key=value, found 'Hello'",
        f"{START}ExecStart=/bin/false": "3: a simple service has exactly one ExecStart=",
        f"{START}# x\nNice=5": (
            "4: Nice= in [Service] is not implemented in the rehearsal; on EC2 it would take effect"
        ),
        f"{START}Type=forking": "3: 'forking' is not implemented in the rehearsal; use one of simple, exec",
        f"{START}Restart=on-abort": (
            "3: 'on-abort' is not implemented in the rehearsal; use one of no, on-failure, always"
        ),
        f"{START}RestartSec=1 day": "3: '1 day' is not a time such as 5, 5s, 500ms or 1min",
        f"{START}WorkingDirectory=opt": "3: 'opt' is not an absolute path",
        f"{START}Environment=1A=b": "3: '1A=b' is not NAME=value",
        f"{START}StandardOutput=file:/x": (
            "3: 'file:/x' is not implemented in the rehearsal; output goes to the journal"
        ),
        "[Service]\nExecStart=/bin/echo %i": "2: specifiers (%) are not implemented in the rehearsal: '/bin/echo %i'",
        "[Service]\nExecStart=+/bin/true": ("2: the prefix '+' of a command is not implemented in the rehearsal"),
        "[Service]\nExecStart=/bin/a ; /bin/b": "2: expected one command",
        "[Service]\nExecStart=/bin/a 'b": "2: No closing quotation",
        "[Timer]\nOnBootSec=1": "2: section [Timer] is not implemented in the rehearsal",
        f"[Unit]\nWants=db.service\n{START}": (
            "2: only targets can be wanted in the rehearsal; start other services from a hook"
        ),
    }.items(),
)
def test_a_unit_that_would_behave_differently_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnitFileError) as refused:
        parse(text, "x.service")
    assert str(refused.value) == f"x.service:{message}"


def test_values_are_those_of_the_file() -> None:
    unit = parse(
        "[Unit]\nDescription=100% real\nAfter=x.target\n\n[Service]\nType=exec\nExecStartPre=-/bin/a b\n"
        "ExecStart=/usr/bin/env 'two words' \\\n  ${PORT}\nEnvironment=A=1 \"B=2 3\"\nEnvironmentFile=-/etc/e\n"
        "Restart=always\nRestartSec=500ms\nTimeoutStopSec=1min\nDynamicUser=yes\n[Install]\n"
        "WantedBy=multi-user.target\n",
        "x.service",
    )
    assert unit.exec_start == ("/usr/bin/env", "two words", "${PORT}")
    assert unit.exec_start_pre == ((True, ("/bin/a", "b")),)
    assert unit.environment == (("A", "1"), ("B", "2 3"))
    assert unit.environment_files == ((True, "/etc/e"),)
    assert (unit.kind, unit.restart, unit.restart_seconds, unit.stop_seconds) == ("exec", "always", 0.5, 60)
    assert (unit.wanted_by, unit.not_enforced) == (("multi-user.target",), ("DynamicUser",))


def test_variables_are_expanded_as_systemd_does() -> None:
    words = ("echo", "$A", "x${A}y", "pre$A", "${NONE}", "$NONE")
    assert expand(words, {"A": "1 2"}) == ["echo", "1", "2", "x1 2y", "pre$A", ""]


def test_environment_files() -> None:
    assert environment_file("# c\nA=1\nB='x y'\n\n;d\nC=\n") == {"A": "1", "B": "x y", "C": ""}


def test_the_projects_own_unit_can_be_run() -> None:
    project = Path(__file__).resolve().parents[3]
    unit = parse((project / "scripts/webapp.service").read_text(), "webapp.service")
    assert unit.exec_start[-1] == "/opt/webapp/main.js"


@given(st.text(st.sampled_from("[Service]ExtarUnWdBy=/-\"'\\$%{}; \n#1s"), max_size=200))
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    message = "x.service:1: read"
    try:
        parse(START + text, "x.service")
    except UnitFileError as error:
        message = str(error)
    assert message.split(":")[0] == "x.service"
    assert int(message.split(":")[1]) > 0
