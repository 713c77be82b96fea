"""As whom the tools account's state machine looks how a rollback of CodeDeploy's has ended, to tell people."""

from constructs import Construct

from app_stack import permissions
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import roles_named, written_role


def look_role(scope: Construct, config: Pipeline, environment: Environment) -> None:
    written_role(
        scope,
        "LookRole",
        names.environment_role_name(config, environment, names.LOOK),
        roles_named([names.shared_role_arn(config, names.TELL)]),
        permissions.look(config, environment),
    )
