"""Every pipeline of every account, by account, region and name."""

from ministack.core.responses import get_account_id, get_region

from rehearsal.codepipeline.actions import PROVIDERS
from rehearsal.codepipeline.definition import InvalidStructure, Pipeline, parse
from rehearsal.codepipeline.engine import Engine
from rehearsal.codepipeline.jobs import SERVICE_PRINCIPAL
from rehearsal.codepipeline.rules import RULES
from rehearsal.codepipeline.triggers import PullRequest, Push, started_by
from rehearsal.server.credentials import assume_as_service
from rehearsal.server.service import ApiError, Request

_engines: dict[tuple[str, str, str], Engine] = {}


def engine(name: str) -> Engine:
    """The pipeline of the request's account and region. Raises PipelineNotFoundException."""
    found = _engines.get((get_account_id(), get_region(), name))
    if found is None:
        raise ApiError(
            "PipelineNotFoundException", f"Account '{get_account_id()}' does not have a pipeline with name '{name}'"
        )
    return found


def engines() -> list[Engine]:
    """The pipelines of the request's account and region."""
    here = (get_account_id(), get_region())
    return [engine for key, engine in _engines.items() if key[:2] == here]


def create(declaration: Request) -> Engine:
    """A new pipeline, which starts at once, as on AWS."""
    pipeline = _parsed(declaration, 1)
    key = (get_account_id(), get_region(), pipeline.name)
    if key in _engines:
        raise ApiError("PipelineNameInUseException", f"A pipeline with the name '{pipeline.name}' already exists")
    made = Engine(pipeline, *key[:2])
    assume_as_service(pipeline.role_arn, SERVICE_PRINCIPAL, "validate", source_arn=made.arn, region=made.region)
    _engines[key] = made
    made.start("CreatePipeline", "CreatePipeline")
    return made


def update(declaration: Request) -> Engine:
    """A new version; executions under way are cancelled."""
    existing = engine(declaration["name"])
    pipeline = _parsed(declaration, existing.pipeline.version + 1)
    assume_as_service(pipeline.role_arn, SERVICE_PRINCIPAL, "validate", source_arn=existing.arn, region=existing.region)
    existing.apply(lambda: existing.executions.redefine(pipeline))
    return existing


def delete(name: str) -> None:
    """Forget a pipeline; deleting one that does not exist is not an error."""
    gone = _engines.pop((get_account_id(), get_region(), name), None)
    if gone is not None:
        gone.apply(lambda: gone.executions.redefine(gone.pipeline))


def start_on(change: Push | PullRequest) -> list[tuple[str, str]]:
    """Start every pipeline whose trigger accepts the change: (pipeline, execution id) of each."""
    started = []
    for each in list(_engines.values()):
        action = started_by(each.pipeline, change)
        if action is not None:
            detail = action.configuration["ConnectionArn"]
            started.append((each.pipeline.name, each.start("WebhookV2", detail, change.commit)))
    return started


def _parsed(declaration: Request, version: int) -> Pipeline:
    try:
        pipeline = parse(declaration, version, get_region())
        for stage, action in pipeline.actions():
            if (action.category, action.provider) not in PROVIDERS:
                raise InvalidStructure(
                    f"Action {action.name} in stage {stage.name}: the rehearsal does not have the provider "
                    f"{action.category}/{action.provider}"
                )
        for stage in pipeline.stages:
            for moment, condition in stage.conditions:
                if missing := [rule.provider for rule in condition.rules if rule.provider not in RULES]:
                    raise InvalidStructure(
                        f"Stage {stage.name}: the rehearsal does not have the rule {missing[0]} ({moment})"
                    )
    except InvalidStructure as error:
        raise ApiError("InvalidStructureException", str(error)) from error
    return pipeline
