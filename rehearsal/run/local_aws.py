"""Starts and ends the server process, and tells other programs how to reach it."""

import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.run.signals import held_back
from rehearsal.server.progress import PIPE
from rehearsal.server.settings import Settings
from rehearsal.server.tls import write_certificates

PREFERRED_PORT = 4566
MARK_PORT = 4565
TRIES = 20
START_SECONDS = 60


class ServerFailed(Exception):
    """The server process ended, or did not answer."""


@dataclass(frozen=True)
class LocalAws:
    settings: Settings
    progress: IO[str]  # JSON lines, see server/progress.py

    def client(self, service: str, account: str, region: str) -> Any:
        """A boto3 client with the rights of an account's root."""
        session = boto3.session.Session(account, "local", region_name=region)
        return session.client(
            service,
            endpoint_url=self.settings.endpoint,
            verify=str(self.settings.certificate_authority),
            config=Config(s3={"addressing_style": "path"}),
        )

    def environment(self, account: str, region: str) -> dict[str, str]:
        """What makes the AWS CLI, the CDK CLI and every SDK talk to this AWS, as the root of an account."""
        authority = str(self.settings.certificate_authority)
        return {
            "AWS_ENDPOINT_URL": self.settings.endpoint,
            "AWS_CA_BUNDLE": authority,
            "NODE_EXTRA_CA_CERTS": authority,
            "AWS_ACCESS_KEY_ID": account,
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_EC2_METADATA_DISABLED": "true",
            "CDK_HOME": str(self.settings.folder / "cdk-home"),
        }


@contextmanager
def running(folder: Path, project: Path, log: Path) -> Iterator[LocalAws]:
    """The server process for as long as the block lasts. Raises ServerFailed."""
    with reserved_port() as port:
        settings = Settings(folder, port, network_of(port), project)
        with _serving(settings, log) as aws:
            yield aws


@contextmanager
def _serving(settings: Settings, log: Path) -> Iterator[LocalAws]:
    write_certificates(settings.folder / "tls")
    read_end, write_end = os.pipe()
    process = None
    # The pipe is closed after the server has ended: until then a thread may be waiting for a line of it.
    with os.fdopen(read_end, encoding="utf-8") as progress:
        try:
            with held_back():
                process = _started(settings, log, write_end)
            os.close(write_end)
            aws = LocalAws(settings, progress)
            _wait_until_it_answers(aws, process, log)
            yield aws
        finally:
            if process:
                _end(process)


def _started(settings: Settings, log: Path, progress: int) -> "subprocess.Popen[bytes]":
    with log.open("w") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "rehearsal.server"],
            cwd=settings.project,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            pass_fds=[progress],
            env={**_clean_environment(), **settings.environment(), PIPE: str(progress)},
        )


def write_environment_file(aws: LocalAws, path: Path, account: str, region: str) -> None:
    """For `source` in a second terminal."""
    lines = [f"export {key}={shlex.quote(value)}" for key, value in aws.environment(account, region).items()]
    whole = path.with_suffix(".new")  # another terminal may read at any moment
    whole.write_text("\n".join([*lines, "unset AWS_PROFILE AWS_SESSION_TOKEN", ""]))
    whole.replace(path)


def _clean_environment() -> dict[str, str]:
    """The user's AWS settings must not reach the server, nor what it runs."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}
    return {
        **kept,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port, and with it the loopback network that follows from it, which no other rehearsal of this machine has.

    A socket that is bound inside the network marks it as taken, from now on and until this process has ended.
    """
    for wanted in (PREFERRED_PORT, *[0] * TRIES):
        with socket.socket() as probe, socket.socket() as mark:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
                port = int(probe.getsockname()[1])
                mark.bind((f"{network_of(port)}.255.254", MARK_PORT))
            except OSError:
                continue
            probe.close()
            yield port
            return
    raise ServerFailed("no port of 127.0.0.1 is free with a loopback network of its own")


def network_of(port: int) -> str:
    """The first two numbers of a loopback network's addresses."""
    return f"127.{10 + port % 200}"


def _wait_until_it_answers(aws: LocalAws, process: subprocess.Popen[bytes], log: Path) -> None:
    sts = aws.client("sts", "000000000000", "us-east-1")
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            sts.get_caller_identity()
        except (BotoCoreError, ClientError):
            time.sleep(0.05)
        else:
            return
    raise ServerFailed(f"the local AWS did not start:\n{log.read_text()[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
