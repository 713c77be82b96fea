"""The application on Fargate, released beside the former version: load balancer, tasks, alarms, CodeDeploy."""

from constructs import Construct

from app_stack.alarms import ReleaseAlarms, of_requests, unhealthy_hosts
from app_stack.dashboard import environment_dashboard
from app_stack.ecs.dashboard import tasks_row
from app_stack.ecs.front import Front
from app_stack.ecs.release import Release
from app_stack.ecs.tasks import Tasks
from app_stack.load_balancer import Balancer
from app_stack.network import Network
from app_stack.operations import Operations
from app_stack.outage import outage_alarm
from config.model import Environment, Pipeline


class EcsService(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        network: Network,
        operations: Operations,
        artifact_key_arn: str,
    ) -> None:
        super().__init__(scope, "Ecs")
        balancer = Balancer(self, config, environment, network.vpc, operations.key)
        front = Front(self, config, environment, network.vpc, balancer)
        tasks = Tasks(self, config, environment, network.vpc, front, operations.key)
        limits = environment.alarms
        measured = {
            **of_requests(front.blue, limits, "blue-"),
            **of_requests(front.green, limits, "green-"),
            **unhealthy_hosts(limits.unhealthy_hosts, front.blue, front.green),
        }
        alarms = ReleaseAlarms(self, config, environment, operations.alerts, measured)
        Release(self, config, environment, tasks.service, front, alarms.all, artifact_key_arn)
        groups = {"blue": front.blue, "green": front.green}
        shown = tasks_row(config, environment, groups)
        outage = outage_alarm(self, config, environment, operations.alerts, balancer.balancer)
        told = [*alarms.all, outage]
        environment_dashboard(self, config, environment, balancer.balancer, groups, told, shown)
