"""What every function runs with: a place, a role of its own, a log group that is encrypted and has an end."""

from collections.abc import Sequence
from typing import Any

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from app_stack.lambda_function import permissions
from app_stack.lambda_function.places import Place
from config import names
from config.model import Environment, Pipeline
from stack_parts.logs import log_group
from stack_parts.role import service_if_it_says, written_role


def running(
    scope: Construct,
    config: Pipeline,
    environment: Environment,
    name: str,
    duty: str,
    log_key: kms.IKey,
    place: Place,
    statements: Sequence[iam.PolicyStatement] = (),
) -> dict[str, Any]:
    """Properties of the function `name`. `duty` ends its role's name; `statements`: what it may do beside logging."""
    logs = log_group(scope, "Logs", names.function_log_group_name(name), log_key)
    region = names.environment_region(config, environment)
    role = written_role(
        scope,
        "Role",
        names.environment_role_name(config, environment, duty),
        service_if_it_says("lambda.amazonaws.com", environment.account, names.function_arn(config, environment, name)),
        (*statements, *place.statements, *permissions.any_function(logs.log_group_arn, region)),
    )
    return {"role": role, "log_group": logs, **place.properties}
