"""What the pipeline does with an environment, and hands to its stack."""

from config.branches import delivering_to, own_name
from config.model import Environment, Pipeline
from config.names.environment import environment_name
from config.names.pipeline import APPROVE, pipeline_arn, tools_role_arn

REVISION_BUCKET, REVISION_KEY = "RevisionBucket", "RevisionKey"  # outputs of a stack: what its release brings


def change_set_name(config: Pipeline, place: Environment) -> str:
    """Of each pipeline its own: none executes what another has prepared."""
    pipeline = own_name(config)
    return f"{environment_name(config, place)}-{f'{pipeline}-' if pipeline else ''}pipeline"


def action_name(place: Environment, action: str) -> str:
    """Unique in a stage: with the region, where the environment has several."""
    return f"{action}-{place.region}" if place.regions else action


def approver_role_name(config: Pipeline, environment: Environment) -> str:
    """In the tools account: whoever may approve the environment takes it on."""
    return f"{environment_name(config, environment)}-approve"


def approve_action_arns(config: Pipeline, environment: Environment) -> list[str]:
    """In each pipeline that delivers there."""
    return [f"{pipeline_arn(each)}/{environment.name}/{APPROVE}" for each in delivering_to(config, environment)]


def pipeline_role_arns(config: Pipeline, place: Environment) -> list[str]:
    """Of the pipelines that deliver there."""
    return [tools_role_arn(each, "pipeline") for each in delivering_to(config, place)]


def task_definition_file(environment: Environment) -> str:
    return f"{environment.name}.taskdef.json"


def appspec_file(environment: Environment) -> str:
    """JSON, which is YAML too."""
    return f"{environment.name}.appspec.yaml"


def stack_variables(environment: Environment) -> str:
    """The namespace in which the pipeline's actions find the outputs of an environment's stack."""
    return f"{environment.name}-stack"


def given(output: str) -> str:
    """The parameter of an environment's stack that becomes this output."""
    return f"Given{output}"
