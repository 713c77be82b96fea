"""A state machine in the environment's account releases what the build made."""

from aws_cdk import aws_codepipeline as codepipeline
from aws_cdk import aws_codepipeline_actions as actions
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from pipeline_stack.commit_link import revision_id
from pipeline_stack.releases.made import Made
from pipeline_stack.roles import EnvironmentRoles


def release(
    stage: Construct,
    config: Pipeline,
    environment: Environment,
    roles: EnvironmentRoles,
    made: Made,
    order: int,
) -> actions.Action:
    """It gets where the revision lies from the stack's outputs: no variable of CodePipeline's says it."""
    machine = sfn.StateMachine.from_state_machine_arn(stage, "Machine", names.release_machine_arn(config, environment))
    stack = names.stack_variables(environment)
    given = {
        "Bucket": f"#{{{stack}.{names.REVISION_BUCKET}}}",
        "Key": f"#{{{stack}.{names.REVISION_KEY}}}",
        "Commit": revision_id(config),
    }
    return actions.StepFunctionInvokeAction(
        action_name=names.action_name(environment, "Release"),
        state_machine=machine,
        state_machine_input=actions.StateMachineInput.literal(given),
        role=roles.release,
        run_order=order,
    )


def revision_parameters(built: codepipeline.Artifact) -> dict[str, str]:
    """Of the environment's stack, which hands them on as outputs (app_stack/release_machine.py)."""
    return {
        names.given(names.REVISION_BUCKET): built.bucket_name,
        names.given(names.REVISION_KEY): built.object_key,
    }
