"""What the UPLOAD_ARTIFACTS phase finds in the working copy: reports, and one zip for each output."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from rehearsal.codebuild.artifacts import UploadError, make_zip, select
from rehearsal.codebuild.buildspec import Artifact, Buildspec, Files
from rehearsal.codebuild.order import Log, Order, Outputs
from rehearsal.codebuild.reports import Report, ReportError, parse_junit
from rehearsal.codebuild.workspace import Workspace


@dataclass(frozen=True)
class Collected:
    """What there is, and what the phase fails for: the rest is uploaded all the same."""

    outputs: Outputs
    problems: tuple[str, ...]


def texts_with_variables(spec: Buildspec) -> frozenset[str]:
    """Names of artifacts and report groups, in which the build's shell replaces variables and commands."""
    artifacts = [spec.artifact, *spec.secondary_artifacts.values()]
    names = [artifact.name for artifact in artifacts if artifact and artifact.name]
    return frozenset(text for text in (*names, *spec.reports) if "$" in text or "`" in text)


def collect(spec: Buildspec, order: Order, workspace: Workspace, expanded: Mapping[str, str], log: Log) -> Collected:
    problems: list[str] = []
    reports, artifacts, names = [], {}, {}
    for group, files in spec.reports.items():
        try:
            reports.append(_report(expanded.get(group, group), files, workspace, log))
        except (UploadError, ReportError) as error:
            problems.append(f"Error in UPLOAD_ARTIFACTS phase: [{group}: [{error}]]")
    for identifier, artifact in _wanted(spec, order):
        try:
            artifacts[identifier] = _zip(identifier, artifact, workspace, log)
        except UploadError as error:
            problems.append(str(error))
        if artifact and artifact.name:
            names[identifier] = expanded.get(artifact.name, artifact.name)
    return Collected(Outputs(artifacts, names, tuple(reports)), tuple(problems))


def _wanted(spec: Buildspec, order: Order) -> Iterator[tuple[str, Artifact | None]]:
    if order.primary_artifact:
        yield "", spec.artifact
    for identifier in order.secondary_artifacts:
        yield identifier, spec.secondary_artifacts.get(identifier)


def _zip(identifier: str, artifact: Artifact | None, workspace: Workspace, log: Log) -> bytes:
    if artifact is None:
        where = f"secondary-artifacts.{identifier}" if identifier else "artifacts"
        raise UploadError(f"the build has an output for which the buildspec has no {where}")
    log(f"Preparing to copy {f'secondary artifacts {identifier}' if identifier else 'artifacts'}")
    return make_zip(artifact, PurePosixPath(workspace.source()), workspace.folders, log)


def _report(group: str, files: Files, workspace: Workspace, log: Log) -> Report:
    found = select(files, PurePosixPath(workspace.source()), workspace.folders, log)
    if not found:
        raise ReportError("report files not found in build")
    cases = [
        case for file in found
        for case in parse_junit(workspace.folders.host(file.guest).read_bytes(), file.name)
    ]  # fmt: skip
    report = Report(group, tuple(cases))
    log(report.summary())
    for case in report.failing:
        log(f"  {case.status} {case.prefix} {case.name}: {case.message.partition(chr(10))[0]}")
    return report
