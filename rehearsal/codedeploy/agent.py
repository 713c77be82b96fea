"""The CodeDeploy agent of a local instance, as the CodeDeploy service sees it.

The agent itself runs inside, as the unit `codedeploy-agent.service` (agent_service.py); everything it keeps is
on the instance's disk. Only the download is done out here, with the credentials of the instance's role.
"""

import base64
import shlex
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from rehearsal.codedeploy.agent_service import SOCKET
from rehearsal.codedeploy.lifecycle import LOAD_BALANCER_EVENTS
from rehearsal.codedeploy.revisions import DeploymentSpec
from rehearsal.instances.instance import Instance, InstanceError

__all__ = ["Agent", "DeploymentSpec", "Diagnostics", "DownloadError", "EventResult", "unit"]

_PROJECT = Path(__file__).resolve().parents[2]
_READY_SECONDS = 10.0


class DownloadError(Exception):
    """A fetch that failed; the message, such as S3's, becomes the event's diagnostics."""


@dataclass(frozen=True)
class Diagnostics:
    """The API's lifecycle event diagnostics. error_code: Success, ScriptMissing, ScriptTimedOut, ScriptFailed, ..."""

    error_code: str
    script_name: str
    message: str
    log_tail: str


@dataclass(frozen=True)
class EventResult:
    """status: Succeeded or Failed."""

    status: str
    diagnostics: Diagnostics


def unit() -> dict[str, str]:
    """The agent's unit file by its name, for `Instance(units=...)`."""
    command = shlex.join([sys.executable, "-s", "-m", "rehearsal.codedeploy.agent_service"]).replace("%", "%%")
    text = (
        "[Unit]\nDescription=AWS CodeDeploy Host Agent\n\n"
        f"[Service]\nExecStart={command}\nWorkingDirectory={str(_PROJECT).replace('%', '%%')}\n"
        "Restart=on-failure\n\n[Install]\nWantedBy=multi-user.target\n"
    )
    return {"codedeploy-agent.service": text}


class Agent:
    """The agent of one instance, which must have been started with `unit()` among its units."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance

    def run_event(
        self,
        event: str,
        deployment: DeploymentSpec,
        fetch: Callable[[], bytes] | None = None,
        on_line: Callable[[str], None] = lambda line: None,
    ) -> EventResult:
        """Perform one lifecycle event; DownloadBundle needs `fetch`, which may raise DownloadError.

        on_line gets the scripts' output as it comes, `[stdout]` or `[stderr]` before each line. Raises
        InstanceError when the instance has ended, ValueError for BlockTraffic and AllowTraffic.
        """
        if event in LOAD_BALANCER_EVENTS:
            raise ValueError(f"{event} is CodeDeploy's own event, not the agent's")
        request: dict[str, object] = {"event": event, "deployment": asdict(deployment)}
        if event == "DownloadBundle":
            if fetch is None:
                raise ValueError("DownloadBundle needs a way to fetch the bundle")
            try:
                request["bundle"] = base64.b64encode(fetch()).decode()
            except DownloadError as error:
                return EventResult("Failed", Diagnostics("UnknownError", "", str(error), ""))
        self._wait_for_service()
        for answer in self._instance.ask(SOCKET, request):
            if "status" in answer:
                code, script, message, log = (str(answer[key]) for key in ("code", "script", "message", "log"))
                return EventResult(str(answer["status"]), Diagnostics(code, script, message, log))
            on_line(str(answer["line"]))
        raise InstanceError(f"instance {self._instance.instance_id} ended during {event}")

    def _wait_for_service(self) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while not self._instance.listens(SOCKET):
            if not self._instance.alive or time.monotonic() > deadline:
                raise InstanceError(f"the agent of instance {self._instance.instance_id} does not run")
            time.sleep(0.01)
