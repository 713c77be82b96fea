"""The CodeDeploy agent as a service of its instance: `python -m rehearsal.codedeploy.agent_service`.

A request is {"event", "deployment", "bundle" (base64; DownloadBundle only)}; the answers are {"line"} for what
the scripts print, in the end {"status", "code", "script", "message", "log"}.
"""

import base64
import os
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any

from rehearsal.codedeploy.appspec import AppSpec, parse
from rehearsal.codedeploy.bundle import BundleError, unpack
from rehearsal.codedeploy.hooks import Hooks, ScriptError, ScriptLog
from rehearsal.codedeploy.installer import InstallError, install
from rehearsal.codedeploy.lifecycle import Revision, revision_for
from rehearsal.codedeploy.revisions import DEPLOYMENT_ROOT, DeploymentSpec, Revisions
from rehearsal.instances import wire
from rehearsal.yaml_document import DocumentError

SOCKET = "/run/codedeploy-agent.sock"
DEPLOYMENTS_LOG = f"{DEPLOYMENT_ROOT}/deployment-logs/codedeploy-agent-deployments.log"
_APPSPEC = "appspec.yml"


class MissingAppSpecError(Exception):
    """No appspec.yml at the top of the revision."""


class AgentService:
    """root: what stands before the instance's paths: nothing where it is isolated."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._one_at_a_time = threading.Lock()

    def handle(self, request: dict[str, Any], reply: wire.Reply) -> None:
        """Perform one lifecycle event."""
        spec = DeploymentSpec.of(request["deployment"])
        revisions = Revisions(self._root, spec)
        log = ScriptLog(revisions.current / "logs/scripts.log", partial(self._told, spec, reply))
        result = {"status": "Succeeded", "code": "Success", "script": "", "message": "Succeeded"}
        try:
            with self._one_at_a_time:
                revisions.current.mkdir(parents=True, exist_ok=True)
                self._perform(request, spec, revisions, log)
        except ScriptError as error:
            result = _failed(error.code, error.script_name, error)
        except (BundleError, DocumentError, InstallError, MissingAppSpecError, OSError) as error:
            result = _failed("UnknownError", "", error)
        reply({**result, "log": log.tail})

    def _told(self, spec: DeploymentSpec, reply: wire.Reply, line: str) -> None:
        """Of all deployments in one file, as deployment_log.rb."""
        file = Path(self._root + DEPLOYMENTS_LOG)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a") as log:
            log.write(f"[{time.strftime('%Y-%m-%d %H:%M:%S')}] [{spec.deployment_id}]{line.strip()}\n")
        reply({"line": line})

    def _perform(self, request: dict[str, Any], spec: DeploymentSpec, revisions: Revisions, log: ScriptLog) -> None:
        event = request["event"]
        if event == "DownloadBundle":
            self._download(base64.b64decode(request["bundle"]), revisions)
        elif event == "Install":
            install(_appspec(revisions.archive), revisions, self._root, spec.file_exists_behavior)
            revisions.mark_last_successful()  # here, not at the deployment's end: as command_executor.rb
        else:
            self._run_scripts(event, spec, revisions, log)

    def _download(self, data: bytes, revisions: Revisions) -> None:
        revisions.remove_old()
        (revisions.current / "bundle.tar").write_bytes(data)  # the agent's name for any kind of bundle
        unpack(data, revisions.archive)
        revisions.mark_most_recent()

    def _run_scripts(self, event: str, spec: DeploymentSpec, revisions: Revisions, log: ScriptLog) -> None:
        chosen = revisions.current
        if revision_for(event, downloaded=revisions.archive.exists()) is Revision.LAST_SUCCESSFUL:
            last = revisions.last_successful()
            if last is None:
                return
            chosen = last
        archive = chosen / "deployment-archive"
        scripts = _appspec(archive).hooks.get(event, ())
        if scripts:
            Hooks(archive, _environment(event, spec), f"{self._root}/").run(event, scripts, log)


def _appspec(archive: Path) -> AppSpec:
    file = archive / _APPSPEC
    if not file.is_file():
        raise MissingAppSpecError(
            "The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory at "
            f'revision-relative path "{_APPSPEC}". The revision was unpacked to directory "{archive}", and the '
            f'AppSpec file was expected but not found at path "{file}". Consult the AWS CodeDeploy Appspec '
            "documentation for more information at "
            "http://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html"
        )
    return parse(file.read_text(errors="replace"), _APPSPEC)


def _environment(event: str, spec: DeploymentSpec) -> dict[str, str]:
    return {
        "LIFECYCLE_EVENT": event,
        "DEPLOYMENT_ID": spec.deployment_id,
        "APPLICATION_NAME": spec.application_name,
        "DEPLOYMENT_GROUP_NAME": spec.deployment_group_name,
        "DEPLOYMENT_GROUP_ID": spec.deployment_group_id,
        **spec.bundle,
    }


def _failed(code: str, script: str, error: Exception) -> dict[str, str]:
    return {"status": "Failed", "code": code, "script": script, "message": str(error)}


def main() -> None:
    root = os.environ.get("INSTANCE_ROOT", "")
    Path(root + DEPLOYMENT_ROOT).mkdir(parents=True, exist_ok=True)
    server = wire.serve(Path(root + SOCKET), AgentService(root).handle)
    server.serve_forever()


if __name__ == "__main__":
    main()
