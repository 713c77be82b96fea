"""As whom the tools account's state machine looks how a rollback of CodeDeploy's has ended, or whether somebody has
given the requests back since the last release, to tell people.
"""

from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from stack_parts.role import Statements, roles_named, written_role


def look_role(scope: Construct, config: Pipeline, environment: Environment, statements: Statements) -> None:
    written_role(
        scope,
        "LookRole",
        names.environment_role_name(config, environment, names.LOOK),
        roles_named([names.shared_role_arn(config, names.TELL)]),
        statements,
    )
