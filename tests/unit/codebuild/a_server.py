"""A local AWS with CodeBuild and nothing else of ours: `python -m tests.unit.codebuild.a_server`."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config as ClientConfig
from botocore.exceptions import BotoCoreError

from rehearsal.run.local_aws import network_of, reserved_port
from rehearsal.server.settings import Settings, from_environment
from rehearsal.server.tls import write_certificates

ACCOUNT, REGION = "111111111111", "eu-central-1"
PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class LocalAws:
    settings: Settings

    def client(self, service: str) -> Any:
        return boto3.client(
            service, region_name=REGION, endpoint_url=self.settings.endpoint,
            verify=str(self.settings.certificate_authority), aws_access_key_id=ACCOUNT,
            aws_secret_access_key="test",  # noqa: S106 (MiniStack's root key of every account)
            config=ClientConfig(retries={"max_attempts": 0}),
        )  # fmt: skip


@contextmanager
def local_aws(folder: Path) -> Iterator[LocalAws]:
    (folder / "tmp").mkdir()
    write_certificates(folder / "tls")
    with reserved_port() as port, _serving(Settings(folder, port, network_of(port), PROJECT)) as aws:
        yield aws


@contextmanager
def _serving(settings: Settings) -> Iterator[LocalAws]:
    environment = {**os.environ, **settings.environment()}
    server = subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        aws = LocalAws(settings)
        _wait(aws)
        yield aws
    finally:
        server.kill()
        server.wait()


def _wait(aws: LocalAws) -> None:
    for _ in range(300):
        try:
            aws.client("sts").get_caller_identity()
            return
        except BotoCoreError:
            time.sleep(0.1)
    raise TimeoutError("the server did not answer")


def main() -> None:
    settings = from_environment()
    import ministack.app
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    from rehearsal.codebuild import service
    from rehearsal.server import plug_points

    plug_points.install()
    service.install()
    config = Config()
    config.bind = [f"127.0.0.1:{settings.port}"]
    config.certfile, config.keyfile = str(settings.certificate), str(settings.private_key)
    asyncio.run(serve(ministack.app.app, config))


if __name__ == "__main__":
    main()
