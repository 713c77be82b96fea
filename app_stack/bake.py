"""As whom the pipeline watches an environment's alarms while a release bakes."""

from constructs import Construct

from app_stack import permissions
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import roles_named, written_role


def bake_role(scope: Construct, config: Pipeline, environment: Environment) -> None:
    written_role(
        scope,
        "BakeRole",
        names.environment_role_name(config, environment, names.BAKE),
        roles_named(names.pipeline_role_arns(config, environment)),
        permissions.bake(names.baked_alarm_arns(config, environment)),
    )
