"""A local AWS of CodeDeploy's part, a stack to deploy to, and revisions to deploy."""

import io
import os
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from rehearsal.run.local_aws import network_of, reserved_port
from rehearsal.server.settings import Settings
from rehearsal.server.tls import write_certificates

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
ACCOUNT, REGION, BUCKET = "111111111111", "eu-central-1", "revisions"
ENDED = ("Succeeded", "Failed", "Stopped")
APPSPEC = """\
version: 0.0
os: linux
files:
  - {source: /, destination: /srv/web}
file_exists_behavior: OVERWRITE
hooks:
  ApplicationStop: [{location: stop.sh, timeout: 30}]
  ApplicationStart: [{location: start.sh, timeout: 30}]
  ValidateService: [{location: validate.sh, timeout: 30}]
"""
UNIT = "[Service]\nEnvironmentFile=-/etc/environment\nExecStart=node /srv/web/app.js\n"
START = """#!/bin/sh
cp "$INSTANCE_ROOT/srv/web/web.service" "$INSTANCE_ROOT/etc/systemd/system/" &&
systemctl daemon-reload && systemctl start web.service
"""


@dataclass
class LocalAws:
    settings: Settings
    process: "subprocess.Popen[bytes]"
    _clients: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = boto3.client(
                service, endpoint_url=self.settings.endpoint, region_name=REGION,
                verify=str(self.settings.certificate_authority), aws_access_key_id=ACCOUNT,
                aws_secret_access_key="any",  # noqa: S106 (MiniStack takes any for an account's root)
                config=Config(retries={"max_attempts": 0}),
            )  # fmt: skip
        return self._clients[service]

    def stack(self, action: str, **arguments: Any) -> dict[str, Any]:
        """Create or update the stack `web`; return it as it is in the end."""
        cloudformation = self.client("cloudformation")
        getattr(cloudformation, f"{action}_stack")(StackName="web", Capabilities=["CAPABILITY_NAMED_IAM"], **arguments)
        stack: dict[str, Any] = until(
            lambda: cloudformation.describe_stacks(StackName="web")["Stacks"][0],
            lambda stack: not stack["StackStatus"].endswith("IN_PROGRESS"),
        )
        return stack

    def upload(self, version: str, validate: str = "true") -> dict[str, Any]:
        """A revision that answers with `version`; `validate` is its ValidateService script."""
        self.client("s3").put_object(Bucket=BUCKET, Key=f"{version}.zip", Body=bundle(version, validate))
        location = {"bucket": BUCKET, "key": f"{version}.zip", "bundleType": "zip"}
        return {"revisionType": "S3", "s3Location": location}

    def start(self, revision: dict[str, Any], **options: Any) -> str:
        answer = self.client("codedeploy").create_deployment(
            applicationName="web", deploymentGroupName="web", revision=revision, **options
        )
        return str(answer["deploymentId"])

    def ended(self, deployment_id: str) -> dict[str, Any]:
        get = self.client("codedeploy").get_deployment
        ended: dict[str, Any] = until(
            lambda: get(deploymentId=deployment_id)["deploymentInfo"], lambda info: info["status"] in ENDED
        )
        return ended

    def targets(self, deployment_id: str) -> list[dict[str, Any]]:
        codedeploy = self.client("codedeploy")
        ids = codedeploy.list_deployment_targets(deploymentId=deployment_id)["targetIds"]
        found = codedeploy.batch_get_deployment_targets(deploymentId=deployment_id, targetIds=ids)
        return [target["instanceTarget"] for target in found["deploymentTargets"]]

    def page(self) -> str:
        with urllib.request.urlopen(f"http://{self.settings.network}.1.1:8080/", timeout=10) as answer:
            return str(answer.read().decode())


def until(get: Callable[[], Any], done: Callable[[Any], bool], seconds: float = 30) -> Any:
    deadline = time.monotonic() + seconds
    while not done(found := get()):
        assert time.monotonic() < deadline, f"still {found}"
        time.sleep(0.05)
    return found


def bundle(version: str, validate: str) -> bytes:
    app = f"require('http').createServer((q, r) => r.end('{version}')).listen(8080, process.env.HOST)"
    files = {
        "appspec.yml": APPSPEC, "app.js": app, "web.service": UNIT, "start.sh": START,
        "stop.sh": "#!/bin/sh\nsystemctl stop web.service || true\n",
        "validate.sh": f"#!/bin/sh\necho validating {version}\n{validate}\n",
    }  # fmt: skip
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


@contextmanager
def launch(folder: Path) -> Iterator[LocalAws]:
    (folder / "tmp").mkdir()
    write_certificates(folder / "tls")
    with reserved_port() as port:
        settings = Settings(folder, port, network_of(port), PROJECT)
        process = subprocess.Popen(
            [sys.executable, str(HERE / "part_of_the_server.py")],
            env={**os.environ, **settings.environment(), "PYTHONPATH": str(PROJECT)},
        )
        try:
            local_aws = LocalAws(settings, process)
            _wait(local_aws)
            yield local_aws
        finally:
            process.terminate()
            assert process.wait(20) == 0


def _wait(local_aws: LocalAws) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and local_aws.process.poll() is None:
        try:
            local_aws.client("sts").get_caller_identity()
            return
        except Exception:  # not up yet, in one of many ways
            time.sleep(0.1)
    pytest.fail(f"the server does not answer (exit code {local_aws.process.poll()})")
