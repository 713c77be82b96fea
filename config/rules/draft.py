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
    wrong_keys: tuple[frozenset[str | int], ...]  # of each environment, which has the defaults in their place

    def each_environment(self, *right: str) -> Iterator[tuple[Path, Environment]]:
        """The usable ones in which none of the keys `right` is wrong, each with its place in the file."""
        for index, environment in enumerate(self.environments):
            if environment and self.wrong_keys[index].isdisjoint(right):
                yield ("environments", index), environment


def draft_of(plain: object) -> Draft:
    """`plain`: what the file holds, of any shape."""
    data = plain if isinstance(plain, dict) else {}
    application, environments = data.get("application"), data.get("environments")
    paused, pipelines = data.get("paused"), data.get("pipelines")
    drafts = tuple(map(_environment, environments)) if isinstance(environments, tuple) else ()
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
        environments=tuple(environment for environment, _ in drafts),
        wrong_keys=tuple(wrong for _, wrong in drafts),
    )


def _environment(plain: object) -> tuple[Environment | None, frozenset[str | int]]:
    """An environment without those of its optional parts that are wrong, and their keys."""
    try:
        return Environment.model_validate(plain, strict=True), frozenset()
    except ValidationError as error:
        wrong = frozenset(detail["loc"][0] for detail in error.errors() if detail["loc"])
        if not isinstance(plain, dict):
            return None, wrong
        return _whole(Environment, {key: value for key, value in plain.items() if key not in wrong}), wrong


def _whole(model: type[V], plain: object) -> V | None:
    try:
        return model.model_validate(plain, strict=True)
    except ValidationError:
        return None
