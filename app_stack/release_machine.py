"""A release that no action of CodePipeline can carry out: a state machine that calls AWS's APIs, and runs no code.

The pipeline's Release action starts it and has its outcome. What it releases comes with the stack: the change set gets
the place of what the build made as parameters, and gives it out again as outputs, which are variables to the action.
"""

from collections.abc import Mapping
from typing import Any

from aws_cdk import CfnOutput, CfnParameter, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from app_stack import permissions
from config import names
from config.model import Environment, Pipeline
from stack_parts.logs import log_group
from stack_parts.machine import of_any_machine
from stack_parts.role import Statements, roles_named, service, written_role


class ReleaseMachine(Construct):
    """`definition`: in the Amazon States Language. `statements`: what its states may call."""

    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        log_key: kms.IKey,
        definition: Mapping[str, Any],
        statements: Statements,
    ) -> None:
        super().__init__(scope, "Machine")
        self._config, self._environment = config, environment
        revision = _hand_revision_on(Stack.of(self))
        machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=names.release_machine_name(config, environment),
            definition_body=sfn.DefinitionBody.from_string(Stack.of(self).to_json_string(definition)),
            role=self._role(statements),
            logs=self._logs(log_key),
            tracing_enabled=True,
        )
        _change_with(machine, revision)
        written_role(
            self,
            "ReleaseRole",
            names.environment_role_name(config, environment, "release"),
            roles_named(names.pipeline_role_arns(config, environment)),
            permissions.start_release(config, environment),
        )

    def _role(self, statements: Statements) -> iam.IRole:
        config, environment = self._config, self._environment
        region = names.environment_region(config, environment)
        return written_role(
            self,
            "Role",
            names.environment_role_name(config, environment, names.RELEASE_MACHINE),
            service("states.amazonaws.com", environment.account, names.release_machine_arn(config, environment)),
            (*statements, *of_any_machine(region)),
        )

    def _logs(self, key: kms.IKey) -> sfn.LogOptions:
        """Without data: answers of AWS's APIs hold a function's environment. Its history has them for 90 days."""
        name = names.release_log_group_name(self._config, self._environment)
        group = log_group(self, "Logs", name, key)
        return sfn.LogOptions(destination=group, level=sfn.LogLevel.ALL, include_execution_data=False)


def _change_with(machine: sfn.StateMachine, revision: str) -> None:
    """A change set that changes outputs alone might count as empty, and leave them as they were: a tag changes too."""
    resource = machine.node.default_child
    assert isinstance(resource, sfn.CfnStateMachine)
    resource.tags.set_tag("Revision", revision)


def _hand_revision_on(stack: Stack) -> str:
    """From a parameter to an output, each: bucket, and key, which is returned. CodePipeline chooses the keys.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    """
    _hand_on(stack, names.REVISION_BUCKET, r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
    return _hand_on(stack, names.REVISION_KEY, r"[A-Za-z0-9@._/-]{1,200}")


def _hand_on(stack: Stack, name: str, pattern: str) -> str:
    given = CfnParameter(stack, names.given(name), description="The pipeline gives it", allowed_pattern=pattern)
    CfnOutput(stack, name, value=given.value_as_string, description="What the release that follows brings")
    return given.value_as_string
