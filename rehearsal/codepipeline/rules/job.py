"""What a rule is given to do its work: it returns when it succeeds, and raises when it fails."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rehearsal.codepipeline.conditions import Moment
from rehearsal.codepipeline.job import ActionFailed, Progress, wait_until
from rehearsal.server.credentials import Credentials, client


@dataclass(frozen=True)
class RuleJob:
    moment: Moment
    configuration: Mapping[str, str]  # with variables resolved
    credentials: Credentials  # of the rule's role, or of the pipeline's where the rule has none
    region: str
    progress: Progress
    abandoned: threading.Event
    tell: Callable[[], None]  # that `progress` has changed

    def client(self, service: str) -> Any:
        return client(service, self.credentials, self.region)

    def say(self, summary: str) -> None:
        """What GetPipelineState and the terminal show of the rule."""
        self.progress.summary = summary
        self.tell()

    def wait_until(self, done: Callable[[], bool]) -> None:
        """Poll until `done()`. Raises Abandoned when the condition is overridden or the execution stopped."""
        wait_until(done, self.abandoned)

    def fail(self, message: str) -> ActionFailed:
        """The error to raise where the rule's criteria are not met."""
        self.progress.summary = message
        return ActionFailed("RuleFailed", message)

    def needed(self, key: str) -> str:
        """Raises ActionFailed where the configuration does not have it."""
        if not self.configuration.get(key):
            raise ActionFailed("ConfigurationError", f"The rule's configuration lacks {key}")
        return self.configuration[key]
