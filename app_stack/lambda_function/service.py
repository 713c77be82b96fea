"""The application on Lambda behind a load balancer, released by shifting an alias: function, alarms, release."""

from functools import partial

from constructs import Construct

from app_stack.alarms import ReleaseAlarms, of_requests
from app_stack.dashboard import environment_dashboard
from app_stack.lambda_function.alarms import function_alarms
from app_stack.lambda_function.dashboard import function_row
from app_stack.lambda_function.function import ApplicationFunction
from app_stack.lambda_function.places import ANYWHERE, Places
from app_stack.lambda_function.release import Release
from app_stack.lambda_function.targets import function_targets
from app_stack.load_balancer import LoadBalancer
from app_stack.network import Network
from app_stack.operations import Operations
from config.model import Environment, Pipeline


class LambdaService(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        network: Network,
        operations: Operations,
        artifact_key_arn: str,
    ) -> None:
        super().__init__(scope, "Lambda")
        inside = Places(self, config, environment, network.vpc) if config.security.vpc_only_lambda else None
        place, place_of_hooks = (inside.application, inside.hooks) if inside else (ANYWHERE, ANYWHERE)
        application = ApplicationFunction(self, config, environment, operations.key, place)
        targets = partial(function_targets, config=config, environment=environment, alias=application.alias)
        front = LoadBalancer(self, config, environment, network.vpc, operations.key, targets)
        limits = environment.alarms
        measured = {**of_requests(front.targets, limits), **function_alarms(application.alias, limits)}
        alarms = ReleaseAlarms(self, config, environment, operations.alerts, measured)
        Release(self, config, environment, alarms.all, operations.key, place_of_hooks, artifact_key_arn)
        shown = function_row(application.alias)
        environment_dashboard(self, config, environment, front.balancer, {"": front.targets}, alarms.all, shown)
