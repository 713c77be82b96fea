"""The values of a buildspec, version 0.2.

https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Phase:
    commands: tuple[str, ...] = ()
    finally_commands: tuple[str, ...] = ()
    on_failure: str | None = None  # ABORT, CONTINUE, or None: AWS's own phase transition


@dataclass(frozen=True)
class Environment:
    shell: str = "/bin/sh"
    variables: Mapping[str, str] = field(default_factory=dict)
    parameter_store: Mapping[str, str] = field(default_factory=dict)  # variable -> parameter name
    secrets_manager: Mapping[str, str] = field(default_factory=dict)  # variable -> id:key:stage:version
    exported_variables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Files:
    """Globs relative to `base_directory`, itself a glob relative to the source folder."""

    files: tuple[str, ...]
    base_directory: str = "."
    exclude_paths: tuple[str, ...] = ()
    discard_paths: bool = False


@dataclass(frozen=True)
class Artifact:
    selection: Files
    name: str | None = None


@dataclass(frozen=True)
class Cache:
    paths: tuple[str, ...]
    key: str | None = None
    fallback_keys: tuple[str, ...] = ()
    restore: bool = True
    save: bool = True


@dataclass(frozen=True)
class Buildspec:
    phases: Mapping[str, Phase]  # install, pre_build, build, post_build: those that the file has
    environment: Environment = Environment()
    runtime_versions: Mapping[str, str] = field(default_factory=dict)
    reports: Mapping[str, Files] = field(default_factory=dict)  # by report group name or ARN
    artifact: Artifact | None = None
    secondary_artifacts: Mapping[str, Artifact] = field(default_factory=dict)  # by identifier
    cache: Cache | None = None
