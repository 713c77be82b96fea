"""As whom the pipeline watches an environment's alarms while a release bakes."""

from aws_cdk import aws_iam as iam
from constructs import Construct

from app_stack import permissions
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import written_role


def bake_role(scope: Construct, config: Pipeline, environment: Environment) -> None:
    written_role(
        scope,
        "BakeRole",
        names.environment_role_name(config, environment, names.BAKE),
        iam.ArnPrincipal(names.tools_role_arn(config, "pipeline")),
        permissions.bake(names.release_alarm_arns(config, environment)),
    )
