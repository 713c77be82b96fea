"""One rehearsal that stays up, seen from outside: its output, its AWS endpoint, its git remote, its URLs."""

import json
import re
import shlex
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

from tests.rehearsal import checkout
from tests.rehearsal.checkout import Checkout

PIPELINE = "webapp"
ENVIRONMENTS = {"dev": "222222222222", "staging": "333333333333", "production": "444444444444"}
ENDED = ("Succeeded", "Failed", "Stopped", "Superseded", "Cancelled")
PATIENCE = 480  # seconds, in which a busy machine too delivers to every environment
ROLLED_BACK = ("codeDeployRollback", "Succeeded")  # of Running.deployments: what CodeDeploy did by itself, and well
EXECUTION = re.compile(r"remote: slipway: refs/\S+: pipeline \S+ started, execution (\S+)")
URL = re.compile(r"^([\w-]+) +(http://\S+)/healthz 200 ", re.MULTILINE)


@dataclass(frozen=True)
class Running:
    checkout: Checkout
    status: int  # of the run, whose verdict it is
    output: str  # of the run until its verdict
    commit: str  # that it pushed
    pages: Mapping[str, str]  # by environment, when the verdict was there
    answering: Mapping[str, str]  # likewise, the commit that /healthz named
    pipeline: str = PIPELINE

    @classmethod
    def start(cls, checkout: Checkout, pipeline: str = PIPELINE) -> "Running":
        """`make rehearse APPROVE=yes KEEP=yes`."""
        done = checkout.module("rehearsal", "--approve", "--keep", seconds=PATIENCE)
        assert done.returncode == 0, done.stdout[-5000:]
        urls = _urls(done.stdout)
        pages = {name: _get(url) for name, url in urls.items()}
        answering = {name: json.loads(_get(url + "/healthz"))["commit"] for name, url in urls.items()}
        return cls(checkout, done.returncode, done.stdout, checkout.head(), pages, answering, pipeline)

    @classmethod
    @contextmanager
    def of(cls, folder: Path, pipeline_yml: Path, pipeline: str = PIPELINE) -> Iterator["Running"]:
        """In a scratch copy below `folder`, for another pipeline.yml than the repository's own; stopped in the end."""
        scratch = checkout.make(folder, pipeline_yml)
        try:
            yield cls.start(scratch, pipeline)
        finally:
            scratch.stop()

    @property
    def environment(self) -> dict[str, str]:
        """What `source .cache/rehearsal/env` sets in a second terminal."""
        lines = (self.checkout.state / "env").read_text().splitlines()
        exports = (shlex.split(line)[1].partition("=") for line in lines if line.startswith("export "))
        return {name: value for name, _, value in exports}

    @property
    def port(self) -> int:
        """Of the AWS endpoint."""
        return int(self.environment["AWS_ENDPOINT_URL"].rpartition(":")[2])

    @property
    def session(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.checkout.state / "session.json").read_text())
        return found

    def client(self, service: str, account: str | None = None, region: str | None = None) -> Any:
        """boto3 with the environment file's values: the tools account and region, or others."""
        values = self.environment
        keys = (account or values["AWS_ACCESS_KEY_ID"], values["AWS_SECRET_ACCESS_KEY"])
        return self.client_of(keys, service, region)

    def client_of(self, keys: tuple[str, ...], service: str, region: str | None = None) -> Any:
        """boto3 of whoever has these: an access key id, its secret, for a role's session its token."""
        values = self.environment
        session = boto3.session.Session(*keys, region_name=region or values["AWS_REGION"])
        return session.client(service, endpoint_url=values["AWS_ENDPOINT_URL"], verify=values["AWS_CA_BUNDLE"])

    def url(self, environment: str) -> str:
        """As the run printed it."""
        return _urls(self.output)[environment]

    def page(self, environment: str) -> str:
        return _get(self.url(environment))

    def answers(self, environment: str) -> str:
        """The commit that answers now."""
        return str(json.loads(_get(self.url(environment) + "/healthz"))["commit"])

    def push(self) -> str:
        """`git push rehearsal`; the id of the execution that it says has started, or that an event then starts."""
        before = self.executions()
        pushed = self.checkout.git("push", "rehearsal")
        assert pushed.returncode == 0, pushed.stderr
        if "sent to EventBridge" in pushed.stderr:
            until(lambda: self.executions() != before)
            return self.executions()[0]
        found = EXECUTION.search(pushed.stderr)
        assert found, pushed.stderr
        return found.group(1)

    def ended(self, execution: str, seconds: float = PATIENCE) -> "Journey":
        """Wait until an execution has ended."""
        get = self.client("codepipeline").get_pipeline_execution
        deadline = time.monotonic() + seconds
        while True:
            found = get(pipelineName=self.pipeline, pipelineExecutionId=execution)["pipelineExecution"]
            if found["status"] in ENDED:
                return self._journey(found)
            assert time.monotonic() < deadline, f"still {found['status']}: {self.log()[-3000:]}"
            time.sleep(0.2)

    def delivered(self, execution: str) -> "Journey":
        """Wait for the end of an execution, or of the one that takes its place because the pipeline changed itself."""
        journey = self.ended(execution)
        return self.ended(self.executions()[0]) if journey.status == "Cancelled" else journey

    def executions(self) -> list[str]:
        """Ids, the newest first."""
        listed = self.client("codepipeline").list_pipeline_executions(pipelineName=self.pipeline)
        return [str(one["pipelineExecutionId"]) for one in listed["pipelineExecutionSummaries"]]

    def deployments(self, name: str, account: str) -> list[tuple[str, str]]:
        """(creator, status) of CodeDeploy's to the application and group of this name, the latest first."""
        codedeploy = self.client("codedeploy", account)
        ids = codedeploy.list_deployments(applicationName=name, deploymentGroupName=name)["deployments"]
        found = [codedeploy.get_deployment(deploymentId=one)["deploymentInfo"] for one in ids]
        return [(one["creator"], one["status"]) for one in found]

    def rules(self, execution: str) -> dict[str, str]:
        """Status of each rule of a condition, by name."""
        asked = {"pipelineName": self.pipeline, "filter": {"pipelineExecutionId": execution}}
        found = self.client("codepipeline").list_rule_executions(**asked)["ruleExecutionDetails"]
        return {one["ruleName"]: one["status"] for one in found}

    def log(self) -> str:
        """Everything that the run has printed until now."""
        return (self.checkout.state / "run.log").read_text()

    def _journey(self, execution: dict[str, Any]) -> "Journey":
        listed = self.client("codepipeline").list_action_executions(
            pipelineName=self.pipeline, filter={"pipelineExecutionId": execution["pipelineExecutionId"]}
        )
        actions = {f"{one['stageName']}.{one['actionName']}": one for one in listed["actionExecutionDetails"]}
        revision = execution["artifactRevisions"][0]["revisionId"]
        return Journey(execution["pipelineExecutionId"], execution["status"], revision, actions)


@dataclass(frozen=True)
class Journey:
    """An execution that has ended."""

    id: str
    status: str
    commit: str
    actions: dict[str, Any]  # by "stage.action", as ListActionExecutions shows them

    def statuses(self) -> dict[str, str]:
        return {name: action["status"] for name, action in self.actions.items()}

    def error(self, action: str) -> str:
        return str(self.actions[action]["output"]["executionResult"]["errorDetails"]["message"])


@dataclass
class Visitor:
    """Somebody who reads a page all the time."""

    url: str
    answers: int = 0
    failures: list[str] = field(default_factory=list)

    @contextmanager
    def reading(self) -> Iterator["Visitor"]:
        enough = threading.Event()

        def read() -> None:
            while not enough.wait(0.05):
                try:
                    _get(self.url)
                    self.answers += 1
                except OSError as error:
                    self.failures.append(f"{time.strftime('%X')} {error!r}")

        reader = threading.Thread(target=read)
        reader.start()
        try:
            yield self
        finally:
            enough.set()
            reader.join()


def until(get: Callable[[], Any], seconds: float = 20) -> Any:
    """The first true value that `get` returns."""
    deadline = time.monotonic() + seconds
    while not (found := get()):
        assert time.monotonic() < deadline, f"{get} stays {found}"
        time.sleep(0.1)
    return found


def answers(port: int, certificate: str | None) -> bool:
    """Whether the server of this certificate still listens: another rehearsal may have taken its port."""
    try:
        return ssl.get_server_certificate(("127.0.0.1", port), timeout=5) == certificate
    except OSError:
        return False


def _urls(output: str) -> dict[str, str]:
    """By environment, as a run printed them."""
    return dict(URL.findall(output))


def _get(url: str) -> str:
    """The body of a 200. Raises OSError for every other answer."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())
