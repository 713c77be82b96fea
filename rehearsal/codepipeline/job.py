"""What an action is given to do its work, and what it gives back."""

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rehearsal.codepipeline.artifacts import Location
from rehearsal.codepipeline.definition import Action, Pipeline, Stage
from rehearsal.server.credentials import Credentials, client

POLL_SECONDS = 0.2
VARIABLE = re.compile(r"#\{([\w@\-]+)\.([\w@\-]+)\}")


class ActionFailed(Exception):
    """The action failed; `code` is JobFailed, ConfigurationError, PermissionError... as CodePipeline says."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Abandoned(Exception):
    """The execution was stopped or cancelled while the action ran."""


@dataclass
class Progress:
    """What GetPipelineState shows of a running action."""

    external_id: str | None = None
    external_url: str | None = None
    summary: str | None = None
    token: str | None = None


@dataclass(frozen=True)
class Outcome:
    variables: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, Location] = field(default_factory=dict)
    revision: str | None = None  # source actions: the commit or version


@dataclass(frozen=True)
class Job:
    pipeline: Pipeline
    stage: Stage
    action: Action
    execution_id: str
    revision: str  # of the execution: the commit that the trigger named, or what the source action found
    inputs: Mapping[str, Location]
    configuration: Mapping[str, str]  # with variables resolved
    credentials: Credentials  # of the action's role, or of the pipeline's where the action has none
    region: str
    account: str  # of the pipeline
    progress: Progress
    abandoned: threading.Event

    def client(self, service: str) -> Any:
        return client(service, self.credentials, self.action.region or self.region)

    def wait_until(self, done: Callable[[], bool]) -> None:
        """Poll until `done()`. Raises Abandoned when the execution is stopped meanwhile."""
        wait_until(done, self.abandoned)

    def deadline(self) -> float:
        """When a manual approval times out: seven days unless the action says otherwise."""
        return time.time() + 60 * (self.action.timeout_minutes or 7 * 24 * 60)


def wait_until(done: Callable[[], bool], abandoned: threading.Event) -> None:
    """Poll until `done()`. Raises Abandoned."""
    while not done():
        if abandoned.wait(POLL_SECONDS):
            raise Abandoned


def resolve_variables(configuration: Mapping[str, str], variables: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Replace #{namespace.key}. Raises ActionFailed for a variable that no earlier action has made."""

    def value(match: re.Match[str]) -> str:
        namespace, key = match.groups()
        if key not in variables.get(namespace, {}):
            raise ActionFailed("InvalidVariable", f"The variable {match.group()} has no value at this point")
        return variables[namespace][key]

    return {key: VARIABLE.sub(value, str(text)) for key, text in configuration.items()}
