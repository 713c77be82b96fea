"""One build of files that a test writes down, with an AWS that only remembers."""

import io
import threading
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rehearsal.codebuild.buildspec import Environment
from rehearsal.codebuild.environment import Facts
from rehearsal.codebuild.order import Order, Outputs, PhaseError, PhaseRecord, Result, Sources
from rehearsal.codebuild.phases import PhaseType
from rehearsal.codebuild.runner import run

FACTS = Facts(
    build_id="web:1234", build_arn="arn:aws:codebuild:eu-central-1:111111111111:build/web:1234", build_number=7,
    project_arn="arn:aws:codebuild:eu-central-1:111111111111:project/web", image="aws/codebuild/standard:8.0",
    initiator="codepipeline/web", region="eu-central-1", kms_key_id="key", source_version="arn:aws:s3:::b/k",
    resolved_source_version="", start_time=1, endpoint="https://localhost:1",
)  # fmt: skip
ORDER = Order(FACTS, timeout_seconds=60)


def zipped(files: Mapping[str, str | bytes], modes: Mapping[str, int] | None = None) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (modes or {}).get(name, 0o100644) << 16
            archive.writestr(entry, text)
    return packed.getvalue()


def unzipped(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@dataclass
class Remembering:
    """An Outside that grants everything and keeps what it is given."""

    sources: Sources
    parameters: Mapping[str, str] = field(default_factory=dict)
    refuse_upload: str = ""
    on_line: Callable[[str], None] = lambda line: None
    lines: list[str] = field(default_factory=list)
    phases: list[PhaseRecord] = field(default_factory=list)
    outputs: Outputs | None = None

    def provision(self) -> Mapping[str, str]:
        return {"AWS_ACCESS_KEY_ID": "ASIA" + "ABCDEFGHIJKLMNOP", "AWS_SESSION_TOKEN": "of-the-role"}

    def download(self) -> Sources:
        return self.sources

    def secrets(self, environment: Environment) -> Mapping[str, str]:
        return {variable: self.parameters[name] for variable, name in environment.parameter_store.items()}

    def upload(self, outputs: Outputs) -> None:
        if self.refuse_upload:
            raise PhaseError("CLIENT_ERROR", self.refuse_upload)
        self.outputs = outputs

    def log(self, line: str) -> None:
        self.lines.append(line)
        self.on_line(line)

    def entered(self, phase: PhaseType) -> None:
        pass

    def ended(self, record: PhaseRecord) -> None:
        self.phases.append(record)


@dataclass(frozen=True)
class Built:
    result: Result
    aws: Remembering

    @property
    def output(self) -> list[str]:
        """What the commands printed."""
        return [line for line in self.aws.lines if not line.startswith("[Container] ")]

    @property
    def log(self) -> str:
        return "\n".join(self.aws.lines)

    def statuses(self) -> dict[str, str]:
        return {str(record.phase): str(record.status) for record in self.aws.phases}

    def failure(self) -> str:
        """Code and message of the first phase that did not succeed."""
        record = next(record for record in self.aws.phases if record.status != "SUCCEEDED")
        return f"{record.phase} {record.code}: {record.message}"

    def artifact(self, identifier: str = "") -> dict[str, str]:
        assert self.aws.outputs is not None
        return unzipped(self.aws.outputs.artifacts[identifier])


def build(
    folder: Path, buildspec: str, files: Mapping[str, str] | None = None, *, order: Order = ORDER,
    aws: Remembering | None = None, stop: threading.Event | None = None,
    secondary: Mapping[str, bytes] | None = None,
) -> Built:  # fmt: skip
    """Run a build in `folder`/build; that folder is gone afterwards."""
    sources = Sources(zipped({"buildspec.yml": buildspec, **(files or {})}), secondary or {}, "c0ffee")
    aws = replace(aws, sources=sources) if aws else Remembering(sources)
    result = run(order, aws, folder / "build", stop or threading.Event())
    assert not (folder / "build").exists(), "a build leaves nothing behind"
    return Built(result, aws)
