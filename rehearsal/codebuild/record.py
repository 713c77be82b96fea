"""A build as BatchGetBuilds shows it, while it runs and afterwards."""

import copy
import hashlib
import threading
import time
import uuid
from collections.abc import Mapping
from typing import Any

from rehearsal.codebuild.order import PhaseRecord, Result
from rehearsal.codebuild.phases import PhaseType, Status

Json = dict[str, Any]
COPIED = ("source", "secondarySources", "artifacts", "secondaryArtifacts", "cache", "environment",
          "serviceRole", "timeoutInMinutes", "queuedTimeoutInMinutes", "vpcConfig", "encryptionKey")  # fmt: skip


class Record:
    """`project` is the project as this build sees it. Safe to use from several threads."""

    def __init__(self, project: Json, number: int, initiator: str) -> None:
        self.project, self.number, self.initiator = project, number, initiator
        self.uuid = str(uuid.uuid4())
        self.id = f"{project['name']}:{self.uuid}"
        _, _, _, self.region, self.account, _ = project["arn"].split(":", 5)
        self.arn = f"arn:aws:codebuild:{self.region}:{self.account}:build/{self.id}"
        self.log_place = _log_place(project, self.uuid)
        self.stop = threading.Event()
        self.started = time.time()
        self._lock = threading.Lock()
        self._phases: list[Json] = []
        self._found: Json = {"buildStatus": str(Status.IN_PROGRESS), "buildComplete": False}
        self._outputs: dict[str, Json] = {}
        self._reports: list[str] = []

    def view(self) -> Json:
        with self._lock:
            shown = {key: self.project[key] for key in COPIED if key in self.project}
            place = self.log_place
            return copy.deepcopy({
                **shown, **self._found, "id": self.id, "arn": self.arn, "buildNumber": self.number,
                "projectName": self.project["name"], "startTime": self.started, "initiator": self.initiator,
                "sourceVersion": self.project.get("sourceVersion", ""),
                "currentPhase": self._phases[-1]["phaseType"] if self._phases else str(PhaseType.SUBMITTED),
                "phases": self._phases, "reportArns": self._reports,
                "artifacts": self._outputs.get("", {"location": ""}),
                "secondaryArtifacts": [found for name, found in self._outputs.items() if name],
                "logs": {"groupName": place[0], "streamName": place[1]} if place else {},
            })  # fmt: skip

    def entered(self, phase: PhaseType) -> None:
        with self._lock:
            self._phases.append({"phaseType": str(phase), "startTime": time.time()})

    def ended(self, record: PhaseRecord) -> None:
        with self._lock:
            phase = self._phases[-1]
            phase["phaseStatus"] = str(record.status)
            phase["endTime"] = time.time()
            phase["durationInSeconds"] = round(phase["endTime"] - phase["startTime"])
            phase["contexts"] = [{"statusCode": record.code, "message": record.message}]

    def resolved(self, version: str) -> None:
        with self._lock:
            self._found["resolvedSourceVersion"] = version

    def reported(self, arn: str) -> None:
        with self._lock:
            self._reports.append(arn)

    def uploaded(self, identifier: str, location: str, data: bytes) -> None:
        digest = hashlib.sha256(data).hexdigest()
        found: Json = {"location": location, "sha256sum": digest}
        with self._lock:
            self._outputs[identifier] = {**found, "artifactIdentifier": identifier} if identifier else found

    def finished(self, result: Result) -> None:
        exported: Mapping[str, str] = result.exported_variables
        with self._lock:
            self._phases.append({"phaseType": str(PhaseType.COMPLETED), "startTime": time.time()})
            self._found |= {
                "buildStatus": str(result.status), "buildComplete": True, "endTime": time.time(),
                "exportedEnvironmentVariables": [{"name": k, "value": v} for k, v in exported.items()],
            }  # fmt: skip

    @property
    def complete(self) -> bool:
        with self._lock:
            return bool(self._found["buildComplete"])

    def artifact(self, identifier: str) -> Json:
        """The output of this identifier; "" is the primary one."""
        if not identifier:
            return dict(self.project["artifacts"])
        outputs: list[Json] = self.project["secondaryArtifacts"]
        return next(output for output in outputs if output["artifactIdentifier"] == identifier)


def _log_place(project: Json, build: str) -> tuple[str, str] | None:
    """Log group and stream, or None if the project turns CloudWatch Logs off."""
    asked = project.get("logsConfig", {}).get("cloudWatchLogs", {})
    if asked.get("status") == "DISABLED":
        return None
    prefix = f"{asked['streamName']}/" if asked.get("streamName") else ""
    return asked.get("groupName") or f"/aws/codebuild/{project['name']}", prefix + build
