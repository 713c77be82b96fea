"""A pipeline's declaration as frozen values; a declaration that CodePipeline refuses is refused here.

The rules are those of the API reference of CreatePipeline and of "Pipeline structure reference".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rehearsal.codepipeline import conditions
from rehearsal.codepipeline.conditions import Conditions, InvalidCondition

PIPELINE_NAME = re.compile(r"[A-Za-z0-9.@\-_]{1,100}")
EXECUTION_MODES = ("SUPERSEDED", "QUEUED", "PARALLEL")
VALUE_LIMIT = 1000  # characters of one value in an action's configuration


class InvalidStructure(ValueError):
    """InvalidStructureException: what is wrong, and where."""


@dataclass(frozen=True)
class Action:
    name: str
    category: str
    owner: str
    provider: str
    run_order: int = 1
    configuration: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    role_arn: str | None = None
    region: str | None = None
    namespace: str | None = None
    timeout_minutes: int | None = None


@dataclass(frozen=True)
class Stage:
    name: str
    actions: tuple[Action, ...]
    conditions: Conditions = field(default_factory=Conditions)

    def groups(self) -> list[tuple[Action, ...]]:
        """Actions that run side by side, in the order in which the groups run."""
        orders = sorted({action.run_order for action in self.actions})
        return [tuple(a for a in self.actions if a.run_order == order) for order in orders]


@dataclass(frozen=True)
class Store:
    bucket: str
    encryption_key: str | None


@dataclass(frozen=True)
class Pipeline:
    name: str
    role_arn: str
    region: str
    stores: Mapping[str, Store]  # by region
    stages: tuple[Stage, ...]
    execution_mode: str
    triggers: tuple[Mapping[str, Any], ...]
    version: int

    def arn(self, account: str) -> str:
        return f"arn:aws:codepipeline:{self.region}:{account}:{self.name}"

    def region_of(self, action: Action) -> str:
        return action.region or self.region

    def stage(self, name: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.name == name), None)

    def actions(self) -> Iterator[tuple[Stage, Action]]:
        return ((stage, action) for stage in self.stages for action in stage.actions)


def parse(declaration: Mapping[str, Any], version: int, region: str) -> Pipeline:
    """A PipelineDeclaration (the API's shape) of `region` as values. Raises InvalidStructure."""
    pipeline = Pipeline(
        name=declaration.get("name", ""),
        role_arn=declaration.get("roleArn", ""),
        region=region,
        stores=_stores(declaration, region),
        stages=tuple(_stage(stage) for stage in declaration.get("stages", [])),
        execution_mode=declaration.get("executionMode", "SUPERSEDED"),
        triggers=tuple(declaration.get("triggers", [])),
        version=version,
    )
    _check_pipeline(pipeline, declaration)
    _check_rollbacks(pipeline)
    _check_actions(pipeline)
    _check_artifacts(pipeline)
    _check_regions(pipeline)
    return pipeline


def _stores(declaration: Mapping[str, Any], region: str) -> Mapping[str, Store]:
    """ "You must include either artifactStore or artifactStores in your pipeline, but you cannot use both." """
    one, several = declaration.get("artifactStore"), declaration.get("artifactStores")
    if (one is None) == (several is None):
        raise InvalidStructure(f"Pipeline {declaration.get('name')}: it has either artifactStore or artifactStores")
    stores: Mapping[str, Any] = several or {region: one}
    return {
        place: Store(store.get("location", ""), (store.get("encryptionKey") or {}).get("id"))
        for place, store in stores.items()
    }


def _stage(declared: Mapping[str, Any]) -> Stage:
    try:
        asked = conditions.parse(declared)
    except InvalidCondition as wrong:
        raise InvalidStructure(f"Stage {declared['name']}: {wrong}") from wrong
    return Stage(declared["name"], tuple(_action(action) for action in declared.get("actions", [])), asked)


def _action(declared: Mapping[str, Any]) -> Action:
    kind = declared["actionTypeId"]
    return Action(
        name=declared["name"],
        category=kind["category"],
        owner=kind["owner"],
        provider=kind["provider"],
        run_order=int(declared.get("runOrder", 1)),
        configuration=dict(declared.get("configuration", {})),
        inputs=tuple(a["name"] for a in declared.get("inputArtifacts", [])),
        outputs=tuple(a["name"] for a in declared.get("outputArtifacts", [])),
        role_arn=declared.get("roleArn"),
        region=declared.get("region"),
        namespace=declared.get("namespace"),
        timeout_minutes=declared.get("timeoutInMinutes"),
    )


def _check_pipeline(pipeline: Pipeline, declaration: Mapping[str, Any]) -> None:
    if not PIPELINE_NAME.fullmatch(pipeline.name):
        raise InvalidStructure(f"Pipeline name {pipeline.name!r} must match {PIPELINE_NAME.pattern}")
    if declaration.get("pipelineType", "V1") != "V2":
        raise InvalidStructure(f"Pipeline {pipeline.name}: the rehearsal has pipelines of type V2 only")
    if pipeline.execution_mode not in EXECUTION_MODES:
        raise InvalidStructure(f"Pipeline {pipeline.name}: executionMode is one of {', '.join(EXECUTION_MODES)}")
    if not 2 <= len(pipeline.stages) <= 50:
        raise InvalidStructure(
            f"Pipeline has only {len(pipeline.stages)} stage(s). There should be a minimum of 2 stages in a pipeline"
            if len(pipeline.stages) < 2
            else f"Pipeline has {len(pipeline.stages)} stages, the maximum is 50"
        )
    _unique(f"Pipeline {pipeline.name}: stage", [stage.name for stage in pipeline.stages])


def _check_rollbacks(pipeline: Pipeline) -> None:
    """https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html and execution-modes.html"""
    for position, stage in enumerate(pipeline.stages):
        if stage.conditions.rolls_back and pipeline.execution_mode == "PARALLEL":
            raise InvalidStructure(f"Stage {stage.name}: a rollback is not available in execution mode PARALLEL")
        if stage.conditions.rolls_back and position == 0:
            raise InvalidStructure(f"Stage {stage.name}: a source stage cannot be rolled back")


def _check_actions(pipeline: Pipeline) -> None:
    for position, stage in enumerate(pipeline.stages):
        if not 1 <= len(stage.actions) <= 50:
            raise InvalidStructure(f"Stage {stage.name} has {len(stage.actions)} actions: 1 to 50 are allowed")
        _unique(f"Stage {stage.name}: action", [action.name for action in stage.actions])
        for action in stage.actions:
            if (action.category == "Source") != (position == 0):
                raise InvalidStructure(
                    f"Action {action.name} in stage {stage.name}: the first stage, and only it, has source actions"
                )
            for key, value in action.configuration.items():
                if len(str(value)) > VALUE_LIMIT:
                    raise InvalidStructure(
                        f"Action {action.name} in stage {stage.name}: the value of {key} has {len(value)} "
                        f"characters, {VALUE_LIMIT} are allowed"
                    )


def _check_artifacts(pipeline: Pipeline) -> None:
    """An artifact has one producer, which runs before every consumer."""
    made: set[str] = set()
    for stage in pipeline.stages:
        for group in stage.groups():
            for action in group:
                for name in action.inputs:
                    if name not in made:
                        raise InvalidStructure(
                            f"Action {action.name} in stage {stage.name}: input artifact {name} "
                            "is not the output of an earlier action"
                        )
            outputs = [name for action in group for name in action.outputs]
            _unique("Output artifact", [*made, *outputs])
            made.update(outputs)


def _check_regions(pipeline: Pipeline) -> None:
    """https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-create-cross-region.html"""
    if pipeline.region not in pipeline.stores:
        raise InvalidStructure(f"Pipeline {pipeline.name}: no artifact store for its own region {pipeline.region}")
    for stage, action in pipeline.actions():
        region, place = pipeline.region_of(action), f"Action {action.name} in stage {stage.name}"
        if region not in pipeline.stores:
            raise InvalidStructure(f"{place}: no artifact store for its region {region}")
        if region != pipeline.region and action.outputs:
            raise InvalidStructure(f"{place}: the rehearsal has no output artifacts of actions in other regions")


def _unique(what: str, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InvalidStructure(f"{what} names must be unique: {', '.join(twice)}")
