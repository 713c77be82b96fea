"""One environment: its network, the compute that `target` names, and its roles."""

from typing import Any, Protocol

from aws_cdk import CfnParameter, Stack
from constructs import Construct

from app_stack import permissions
from app_stack.audit import audit_trail
from app_stack.bake import bake_role
from app_stack.ec2.service import Ec2Service
from app_stack.ecs.service import EcsService
from app_stack.forwarding import Forwarding
from app_stack.lambda_function.service import LambdaService
from app_stack.look import look_role
from app_stack.network import Network, availability_zones
from app_stack.operations import Operations
from config import names, places
from config.model import Environment, Pipeline
from config.strategies import is_asked_for_returns, is_told_of_rollbacks


class Target(Protocol):
    """What runs the application in an environment, and how CodeDeploy gets it there."""

    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        network: Network,
        operations: Operations,
        artifact_key_arn: str,
    ) -> None: ...


TARGETS: dict[str, type[Target]] = {"ec2": Ec2Service, "ecs": EcsService, "lambda": LambdaService}


class EnvironmentStack(Stack):
    def __init__(self, scope: Construct, config: Pipeline, environment: Environment, **stack_props: Any) -> None:
        self._zones = availability_zones(config, environment)
        super().__init__(scope, environment.name, **stack_props)
        key = CfnParameter(
            self,
            names.ARTIFACT_KEY_PARAMETER,
            description="The artifact key of the tools account; the pipeline gives it",
            allowed_pattern=r"arn:aws:kms:[a-z0-9-]+:\d{12}:key/[A-Za-z0-9-]+",
        )
        operations = Operations(self, config, environment)
        network = Network(self, config, environment, operations.key)
        TARGETS[environment.target](self, config, environment, network, operations, key.value_as_string)
        Forwarding(self, config, environment, operations)
        if environment.bake:
            bake_role(self, config, environment)
        if is_told_of_rollbacks(config, environment):
            look_role(self, config, environment, permissions.look(config, environment))
        if is_asked_for_returns(config, environment):
            look_role(self, config, environment, permissions.find_releases(config, environment))
        if environment in places.audited(config):
            audit_trail(self, config, environment, operations.key)

    @property
    def availability_zones(self) -> list[str]:
        """Known from pipeline.yml: CDK would look them up in the account otherwise."""
        return list(self._zones)
