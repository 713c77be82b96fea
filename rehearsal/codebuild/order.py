"""What one build is given, what it needs of the AWS around it, and what it ends with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rehearsal.codebuild.buildspec import Environment
from rehearsal.codebuild.environment import Facts
from rehearsal.codebuild.phases import PhaseType, Status
from rehearsal.codebuild.reports import Report

Log = Callable[[str], None]


class PhaseError(Exception):
    """Ends a phase as FAILED; `code` is CodeBuild's status code, e.g. CLIENT_ERROR."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class StandIn:
    """Something of the rehearsal's in place of a service beyond AWS: how a build finds it, what its log says of it."""

    variables: Mapping[str, str]
    said: str


@dataclass(frozen=True)
class Order:
    facts: Facts
    buildspec: str = "buildspec.yml"  # a path in the primary source, or the text itself
    variables: Mapping[str, str] = field(default_factory=dict)  # of the project and StartBuild, in plain text
    timeout_seconds: float = 3600.0
    primary_artifact: bool = True  # False: the build has no output under the buildspec's own `artifacts`
    secondary_artifacts: tuple[str, ...] = ()  # identifiers
    cache: Path | None = None  # the local cache, kept between the builds of a project
    warm_caches: Mapping[str, Path] = field(default_factory=dict)  # what a new local cache starts with
    certificate_authority: Path | None = None
    stand_ins: tuple[StandIn, ...] = ()


@dataclass(frozen=True)
class Sources:
    """The input artifacts, as zips."""

    primary: bytes
    secondary: Mapping[str, bytes] = field(default_factory=dict)  # by artifact name
    resolved_version: str = ""  # the commit


@dataclass(frozen=True)
class Outputs:
    """Zips by artifact identifier, the primary one under ""; `names` where the buildspec gives one."""

    artifacts: Mapping[str, bytes]
    names: Mapping[str, str]
    reports: tuple[Report, ...]


@dataclass(frozen=True)
class PhaseRecord:
    phase: PhaseType
    status: Status
    code: str = ""
    message: str = ""


@dataclass(frozen=True)
class Result:
    status: Status
    exported_variables: Mapping[str, str]
    reports: tuple[Report, ...]


class Outside(Protocol):
    """The AWS around a build. The first four raise PhaseError to fail their phase."""

    def provision(self) -> Mapping[str, str]:
        """Take on the service role and open the log; the role's credentials, as environment variables."""
        ...

    def download(self) -> Sources: ...

    def secrets(self, environment: Environment) -> Mapping[str, str]:
        """The values of parameters and secrets, by variable."""
        ...

    def upload(self, outputs: Outputs) -> None: ...

    def log(self, line: str) -> None: ...

    def entered(self, phase: PhaseType) -> None: ...

    def ended(self, record: PhaseRecord) -> None: ...
