"""Where the artifacts of a pipeline lie, and who is to write and to read each."""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.rules._arns import concrete
from policy.rules._conditions import values
from policy.rules._principals import ATTRIBUTE, is_whole_account, services
from policy.rules._role_arns import arn_of, role_arn
from policy.rules._role_policies import ROLE, holders
from policy.rules.codepipeline._pipeline import Action, Pipeline, Stage
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.statements import Statement, statements
from policy.templates.template import text
from policy.templates.values import at

BUCKET = "AWS::S3::Bucket"
# Instances fetch what is released to them; a state machine gives a function what is released.
FETCHING = {"ec2.amazonaws.com", "states.amazonaws.com"}


def objects_of(pipeline: Pipeline) -> Mapping[str, list[str]]:
    """By artifact, an object of it, as each spelling of a store's ARN names it.

    CodePipeline shortens both names in a key: 20 characters of the pipeline's, 10 of the artifact's.
    """
    prefix = text(at(pipeline.resource.properties, "Name"))[:20]
    arns = [arn for store in pipeline.stores.values() for arn in _spellings(pipeline, at(store, "Location"))]
    return {name: [f"{arn}/{prefix}/{name[:10]}/object" for arn in arns] for name in artifacts(pipeline)}


def artifacts(pipeline: Pipeline) -> list[str]:
    return sorted({name for action in pipeline.actions for name in action.outputs})


def stores_of(pipeline: Pipeline, assembly: Assembly) -> list[Located]:
    """The buckets, of whichever stack: those of other regions have stacks of their own."""
    locations = [at(store, "Location") for store in pipeline.stores.values()]
    own = [resource_meant(pipeline.resource.stack, location, "BucketName", BUCKET) for location in locations]
    named = {text(location) for location in locations}
    others = [bucket for bucket in assembly.resources(BUCKET) if text(at(bucket.properties, "BucketName")) in named]
    return [bucket for bucket in (*own, *others) if bucket is not None]


def writers(pipeline: Pipeline, artifact: str) -> set[str]:
    """ARNs of the role of the action that makes it: its own or, of a build, the project's."""
    return {_role_of(action) for action in pipeline.actions if artifact in action.outputs}


def readers(pipeline: Pipeline, artifact: str, assembly: Assembly) -> set[str]:
    """ARNs of the roles whose duty it is: the pipeline's, of actions that take it, of what it is released to."""
    stack = pipeline.resource.stack
    own = role_arn(stack, at(pipeline.resource.properties, "RoleArn"))
    sources = {_role_of(one) for one in pipeline.actions if artifact in one.outputs and not one.runs_project}
    takers = {_role_of(action) for action in pipeline.actions if artifact in action.inputs}
    released = {arn for stage in pipeline.environments for arn in _released_to(stage, artifact, assembly)}
    return {own, *sources, *takers, *released, *_replicating(stores_of(pipeline, assembly))}


def allowed_by(statement: Statement) -> set[str]:
    """Whom it lets in: by ARN the roles that its principals or its condition name, or that have the policy."""
    stack = statement.holder.stack
    if statement.kind == "identity":
        named = [one for one in stack.resources(ROLE) if one.logical_id in holders(statement.holder)]
        return {arn_of(role) for role in (*named, *([statement.holder] if statement.holder.type == ROLE else []))}
    narrowed = {concrete(arn, stack) for arn in values(statement, "aws:PrincipalArn")}
    whole = [name for _, name in statement.principals if name == "*" or is_whole_account(name, stack)]
    others = {_arn(statement, name) for _, name in statement.principals if name not in whole}
    return others | (narrowed if narrowed else set(whole)) if whole else others


def _replicating(buckets: list[Located]) -> Iterator[str]:
    for bucket in buckets:
        role = at(bucket.properties, "ReplicationConfiguration.Role")
        if role is not None:
            yield role_arn(bucket.stack, role)


def _arn(statement: Statement, principal: str) -> str:
    attribute = ATTRIBUTE.fullmatch(principal)
    named = {"Fn::GetAtt": [attribute["logical_id"], "Arn"]} if attribute else principal
    return role_arn(statement.holder.stack, named)


def _role_of(action: Action) -> str:
    project = action.project if action.runs_project else None
    return role_arn(action.pipeline.stack, at(project.properties, "ServiceRole") if project else action.role)


def _released_to(stage: Stage, artifact: str, assembly: Assembly) -> Iterator[str]:
    """Of the stacks that the stage changes, the roles that fetch what is released, which no template is."""
    templates = {text(action.setting("TemplatePath")).partition("::")[0] for action in stage.actions if action.mode}
    if artifact in templates or not any(artifact in action.inputs for action in stage.actions):
        return
    names = {action.stack_name for action in stage.actions if action.mode}
    for role in assembly.resources(ROLE):
        if role.stack.name in names and _trusts(role) & FETCHING:
            yield arn_of(role)


def _trusts(role: Located) -> set[str]:
    return {name for one in statements(role) if one.kind == "trust" and one.allows for name in services(one)}


def _spellings(pipeline: Pipeline, location: Any) -> list[str]:
    bucket = resource_meant(pipeline.resource.stack, location, "BucketName", BUCKET)
    if bucket is None:
        return [f"arn:aws:s3:::{text(location)}"]
    own = f"arn:aws:s3:::{text(at(bucket.properties, 'BucketName'))}"
    return [f"${{{bucket.logical_id}.Arn}}", own, own.replace("arn:aws:", "arn:${AWS::Partition}:")]
