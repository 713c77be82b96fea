"""Those parts of pipeline.yml that are right in themselves, so that one wrong value hides no other error."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from config.model import Audit, BranchPipeline, Build, Environment, Notifications, Security, Source, Tools, Value
from config.problem import Path

V = TypeVar("V", bound=Value)
Plain = Mapping[str, object]


@dataclass(frozen=True)
class Draft:
    """None stands for a part that is missing or wrong."""

    application: str | None
    tools: Tools | None
    source: Source | None
    build: Build | None
    notifications: Notifications | None
    security: Security | None
    audit: Audit | None
    paused: str | None
    pipelines: tuple[BranchPipeline | None, ...]
    environments: tuple[Environment | None, ...]

    def each_environment(self) -> Iterator[tuple[Path, Environment]]:
        """The usable ones, each with its place in the file."""
        for index, environment in enumerate(self.environments):
            if environment:
                yield ("environments", index), environment


def draft_of(plain: object) -> Draft:
    """`plain`: what the file holds, of any shape."""
    data = plain if isinstance(plain, dict) else {}
    application, environments = data.get("application"), data.get("environments")
    paused, pipelines = data.get("paused"), data.get("pipelines")
    return Draft(
        application=application if isinstance(application, str) else None,
        tools=_whole(Tools, data.get("tools")),
        source=_whole(Source, data.get("source")),
        build=_whole(Build, data.get("build")),
        notifications=_whole(Notifications, data.get("notifications")),
        security=_whole(Security, data.get("security")),
        audit=_whole(Audit, data.get("audit")),
        paused=paused if isinstance(paused, str) else None,
        pipelines=tuple(_whole(BranchPipeline, one) for one in pipelines) if isinstance(pipelines, tuple) else (),
        environments=tuple(map(_environment, environments)) if isinstance(environments, tuple) else (),
    )


def _environment(plain: object) -> Environment | None:
    """An environment without those of its optional parts that are wrong: none of them affects the others."""
    try:
        return Environment.model_validate(plain, strict=True)
    except ValidationError as error:
        wrong = {detail["loc"][0] for detail in error.errors() if detail["loc"]}
        if not isinstance(plain, dict):
            return None
        return _whole(Environment, {key: value for key, value in plain.items() if key not in wrong})


def _whole(model: type[V], plain: object) -> V | None:
    try:
        return model.model_validate(plain, strict=True)
    except ValidationError:
        return None
