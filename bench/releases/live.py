"""The one environment that is released to, as AWS's API and its own load balancer show it."""

import json
import urllib.request
from dataclasses import dataclass
from typing import Any

import config
from bench.releases.strategies import ENVIRONMENT
from config import names
from config.model import Environment, Pipeline
from tests.rehearsal.running import Running


@dataclass(frozen=True)
class Live:
    running: Running

    @property
    def config(self) -> Pipeline:
        """As pipeline.yml is now."""
        return config.load(self.running.checkout.path / "pipeline.yml")

    @property
    def asked(self) -> Environment:
        return self.config.environments[0]

    @property
    def name(self) -> str:
        return names.environment_name(self.config, self.asked)

    @property
    def url(self) -> str:
        return self.running.url(ENVIRONMENT)

    def client(self, service: str) -> Any:
        return self.running.client(service, self.asked.account)

    def changes(self) -> list[str]:
        """Resources in the change set of the latest execution."""
        change_set = names.change_set_name(self.config, self.asked)
        found = self.client("cloudformation").describe_change_set(StackName=self.name, ChangeSetName=change_set)
        return [one["ResourceChange"]["LogicalResourceId"] for one in found["Changes"]]

    def set_alarm(self, state: str) -> None:
        """The first of those that stop a release."""
        name = names.alarm_name(self.config, self.asked, names.RELEASE_ALARMS[self.asked.target][0])
        self.client("cloudwatch").set_alarm_state(AlarmName=name, StateValue=state, StateReason="a measurement")


def commit_at(url: str) -> str:
    """What answers at a load balancer, or at a host: its commit, or why not."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
            return str(json.loads(answer.read())["commit"])
    except OSError as error:
        return f"nothing ({error})"
