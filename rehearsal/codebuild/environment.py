"""The environment variables of a build. Nothing of this machine's own environment is among them. No I/O.

https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

ACCESS_KEY_ID = re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")


@dataclass(frozen=True)
class Facts:
    """What CodeBuild tells a build about itself."""

    build_id: str
    build_arn: str
    build_number: int
    project_arn: str
    image: str
    initiator: str
    region: str
    kms_key_id: str
    source_version: str
    resolved_source_version: str
    start_time: int  # milliseconds since 1970
    endpoint: str  # of the local AWS


@dataclass(frozen=True)
class Places:
    """Paths as the build sees them."""

    source: str
    secondary_sources: Mapping[str, str]  # by artifact name
    home: str
    search_path: str
    certificate_authority: str


def build_environment(facts: Facts, places: Places) -> dict[str, str]:
    """The variables that a build starts with, before those of buildspec, project and StartBuild."""
    return {
        "PATH": places.search_path,
        "HOME": places.home,
        "LANG": "C.UTF-8",
        "AWS_REGION": facts.region,
        "AWS_DEFAULT_REGION": facts.region,
        "AWS_ENDPOINT_URL": facts.endpoint,
        "AWS_CA_BUNDLE": places.certificate_authority,
        "NODE_EXTRA_CA_CERTS": places.certificate_authority,
        "NODE_USE_SYSTEM_CA": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "CODEBUILD_CI": "true",
        "CODEBUILD_BUILD_ARN": facts.build_arn,
        "CODEBUILD_BUILD_ID": facts.build_id,
        "CODEBUILD_BUILD_IMAGE": facts.image,
        "CODEBUILD_BUILD_NUMBER": str(facts.build_number),
        "CODEBUILD_BUILD_SUCCEEDING": "1",
        "CODEBUILD_BUILD_URL": _console_url(facts),
        "CODEBUILD_INITIATOR": facts.initiator,
        "CODEBUILD_KMS_KEY_ID": facts.kms_key_id,
        "CODEBUILD_PROJECT_ARN": facts.project_arn,
        "CODEBUILD_RESOLVED_SOURCE_VERSION": facts.resolved_source_version,
        "CODEBUILD_SOURCE_VERSION": facts.source_version,
        "CODEBUILD_SRC_DIR": places.source,
        "CODEBUILD_START_TIME": str(facts.start_time),
        **{f"CODEBUILD_SRC_DIR_{name}": path for name, path in places.secondary_sources.items()},
    }


def masked(line: str, secrets: Mapping[str, str]) -> str:
    """A log line without access key ids and without the exact values of parameters and secrets."""
    for value in secrets.values():
        if value:
            line = line.replace(value, "***")
    return ACCESS_KEY_ID.sub("***", line)


def _console_url(facts: Facts) -> str:
    host = f"{facts.region}.console.aws.amazon.com"
    return f"https://{host}/codebuild/home?region={facts.region}#/builds/{facts.build_id}/view/new"
