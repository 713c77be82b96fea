"""Builds: the API's StartBuild, StopBuild, BatchGetBuilds, ListBuilds, ListBuildsForProject."""

import threading
from pathlib import Path

from ministack.core import iam_evaluator

from rehearsal.advisories import service as advisories
from rehearsal.codebuild import projects
from rehearsal.codebuild.aws_side import AwsSide
from rehearsal.codebuild.environment import Facts
from rehearsal.codebuild.order import Order, Result
from rehearsal.codebuild.phases import Status
from rehearsal.codebuild.record import Json, Record
from rehearsal.codebuild.runner import run
from rehearsal.codebuild.start_build import Refused, merged
from rehearsal.server.events import put_event
from rehearsal.server.progress import tell
from rehearsal.server.service import ApiError, Request, Response
from rehearsal.server.settings import Settings, from_environment

_builds: dict[str, Record] = {}  # by build id, oldest first
# Where this machine keeps what a build host that has built before would have in its local cache.
WARM_CACHES = {"/root/.cache/aws/jsii": ".cache/jsii", "/root/.npm": ".cache/npm"}
STATE_CHANGE = "CodeBuild Build State Change"


def start(request: Request) -> Response:
    project = projects.find(request["projectName"])
    try:
        asked = merged(project, request)
    except Refused as error:
        raise ApiError("InvalidInputException", str(error)) from error
    earlier = [build for build in _builds.values() if build.project["arn"] == project["arn"]]
    record = Record(asked, len(earlier) + 1, _initiator(project, asked))
    _builds[record.id] = record
    threading.Thread(target=_run, args=(record, from_environment()), daemon=True).start()
    return {"build": record.view()}


def stop(request: Request) -> Response:
    record = _known(request["id"])
    record.stop.set()
    return {"build": record.view()}


def batch_get(request: Request) -> Response:
    ids = request["ids"]
    return {
        "builds": [_builds[build].view() for build in ids if build in _builds],
        "buildsNotFound": [build for build in ids if build not in _builds],
    }


def list_ids(request: Request) -> Response:
    prefix = projects.arn_of(request.get("projectName", ""))
    if "projectName" in request:
        projects.find(request["projectName"])
    here = [id_ for id_, build in _builds.items() if _of(build, prefix, exact="projectName" in request)]
    return {"ids": here if request.get("sortOrder") == "ASCENDING" else here[::-1]}


def stop_all() -> None:
    for record in list(_builds.values()):
        record.stop.set()
    _builds.clear()


def _of(build: Record, prefix: str, *, exact: bool) -> bool:
    arn: str = build.project["arn"]
    return arn == prefix if exact else arn.startswith(prefix)


def _known(build_id: str) -> Record:
    if build_id not in _builds:
        raise ApiError("ResourceNotFoundException", f"Build cannot be found: {build_id}")
    return _builds[build_id]


def _initiator(project: Json, asked: Json) -> str:
    """codepipeline/NAME for a pipeline's build, else the caller."""
    if project["source"]["type"] == "CODEPIPELINE" and "location" in asked["source"]:
        return f"codepipeline/{asked['source']['location'].split('/')[1]}"
    return str(iam_evaluator.caller_arn()).rpartition("assumed-role/")[2]


def _run(record: Record, settings: Settings) -> None:
    outside = AwsSide(record, lambda line: tell("build-log", build=record.id, line=line))
    folder = settings.folder / "codebuild"
    _announce(record, Status.IN_PROGRESS)
    try:
        result = run(_order(record, settings, folder), outside, folder / record.uuid, record.stop)
    except Exception as error:  # the record must not stay in progress for ever
        outside.log(f"the rehearsal failed: {error!r}")
        result = Result(Status.FAULT, {}, ())
    outside.close()
    record.finished(result)
    _announce(record, result.status)


def _order(record: Record, settings: Settings, folder: Path) -> Order:
    project = record.project
    variables = project["environment"]["environmentVariables"]
    return Order(
        facts=_facts(record, settings),
        buildspec=project["source"].get("buildspec") or "buildspec.yml",
        variables={v["name"]: str(v["value"]) for v in variables if v.get("type", "PLAINTEXT") == "PLAINTEXT"},
        timeout_seconds=project["timeoutInMinutes"] * 60.0,
        primary_artifact=project["artifacts"]["type"] == "S3",
        secondary_artifacts=tuple(a["artifactIdentifier"] for a in project.get("secondaryArtifacts", [])),
        cache=_cache(record, settings),
        warm_caches={path: settings.project / ours for path, ours in WARM_CACHES.items()},
        certificate_authority=settings.certificate_authority,
        stand_ins=(advisories.serve(),),
    )


def _facts(record: Record, settings: Settings) -> Facts:
    project = record.project
    return Facts(
        build_id=record.id,
        build_arn=record.arn,
        build_number=record.number,
        project_arn=project["arn"],
        image=project["environment"]["image"],
        initiator=record.initiator,
        region=record.region,
        kms_key_id=project["encryptionKey"],
        source_version=project.get("sourceVersion") or f"arn:aws:s3:::{project['source'].get('location', '')}",
        resolved_source_version="",
        start_time=int(record.started * 1000),
        endpoint=settings.endpoint,
    )


def _cache(record: Record, settings: Settings) -> Path | None:
    """The project's local cache. An S3 cache is always cold here, which a build must bear on AWS too."""
    cache = record.project.get("cache", {})
    if cache.get("type") != "LOCAL" or "LOCAL_CUSTOM_CACHE" not in cache.get("modes", []):
        return None
    host = settings.project / ".cache" / "rehearsal" / "local-cache"
    return host / f"{record.account}-{record.region}" / str(record.project["name"])


def _announce(record: Record, status: Status) -> None:
    tell("build", build=record.id, project=record.project["name"], status=str(status))
    detail = {
        "build-status": str(status), "project-name": record.project["name"], "build-id": record.arn,
        "current-phase": record.view()["currentPhase"], "version": "1",
    }  # fmt: skip
    put_event(record.account, record.region, "aws.codebuild", STATE_CHANGE, detail, [record.arn])
