"""How a rehearsal finds its place on the machine, and how it tells other programs of it."""

import os
import socket
import subprocess
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

import pytest

from rehearsal.run import local_aws
from rehearsal.run.local_aws import LocalAws, write_environment_file
from rehearsal.server.settings import Settings


def test_rehearsals_that_start_at_once_get_a_port_and_a_network_each() -> None:
    with ExitStack() as stack:
        ports = [stack.enter_context(local_aws.reserved_port()) for _ in range(20)]  # nobody listens yet
        assert len(set(ports)) == 20
        assert len({local_aws.network_of(port) for port in ports}) == 20


def test_the_usual_port_is_left_to_another_program_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = int(other.getsockname()[1])
        monkeypatch.setattr(local_aws, "PREFERRED_PORT", taken)
        with local_aws.reserved_port() as port:
            assert port != taken
    with local_aws.reserved_port() as port:
        assert port == taken


def test_a_reserved_port_can_be_listened_on_and_is_free_afterwards() -> None:
    with local_aws.reserved_port() as port, socket.create_server(("127.0.0.1", port)):
        pass
    with socket.create_server(("127.0.0.1", port)):
        pass


def test_the_environment_file_sets_what_an_sdk_needs_and_drops_what_would_lead_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "it's a folder"
    aws = LocalAws(Settings(folder, 4566, "127.176", tmp_path), StringIO())
    write_environment_file(aws, tmp_path / "env", "111111111111", "eu-central-1")
    shown = subprocess.run(
        ["/bin/sh", "-c", f". {tmp_path}/env && env"], capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"], "AWS_PROFILE": "work", "AWS_SESSION_TOKEN": "token"})  # fmt: skip
    values = dict(line.split("=", 1) for line in shown.stdout.splitlines())
    assert values["AWS_ENDPOINT_URL"] == "https://localhost:4566"
    assert values["AWS_CA_BUNDLE"] == str(folder / "tls" / "ca.pem")
    assert (values["AWS_ACCESS_KEY_ID"], values["AWS_REGION"]) == ("111111111111", "eu-central-1")
    assert not {"AWS_PROFILE", "AWS_SESSION_TOKEN"} & values.keys()


def test_the_users_own_aws_settings_do_not_reach_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "work")
    kept = local_aws._clean_environment()
    assert "AWS_PROFILE" not in kept
    assert kept["AWS_CONFIG_FILE"] == kept["AWS_SHARED_CREDENTIALS_FILE"] == os.devnull
