"""The two functions that CodeDeploy runs before any traffic reaches a new version, and after all of it does."""

from pathlib import Path

from aws_cdk import Duration
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from app_stack.lambda_function import permissions
from app_stack.lambda_function.places import Place
from app_stack.lambda_function.running import running
from config import names
from config.model import Environment, Pipeline

CODE = Path(__file__).with_name("hook_code.py")
RUNTIME = lambda_.Runtime.PYTHON_3_14
ANY_VERSION = "*"  # their numbers are Lambda's
AT_A_TIME = 1  # CodeDeploy calls a hook once in a deployment, and a group has one deployment at a time


class Hook(Construct):
    """`duty` ends the function's name, by which its code knows whom to ask; `asked`: that version or alias."""

    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        duty: str,
        asked: str,
        log_key: kms.IKey,
        place: Place,
    ) -> None:
        super().__init__(scope, duty)
        name = names.hook_name(config, environment, duty)
        statements = permissions.hook(config, environment, asked)
        self.name, self.arn = name, names.function_arn(config, environment, name)
        lambda_.Function(
            self,
            "Function",
            function_name=name,
            runtime=RUNTIME,
            handler="index.handler",
            code=lambda_.Code.from_inline(CODE.read_text()),
            memory_size=256,
            timeout=Duration.seconds(60),
            tracing=lambda_.Tracing.ACTIVE,
            reserved_concurrent_executions=AT_A_TIME if environment.function.reserved_concurrency else None,
            **running(self, config, environment, name, duty, log_key, place, statements),
        )
