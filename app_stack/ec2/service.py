"""The application on EC2 instances behind a load balancer, with its alarms; the strategy says how it is released."""

from functools import partial

from constructs import Construct

from app_stack.alarms import ReleaseAlarms, of_requests, unhealthy_hosts
from app_stack.dashboard import environment_dashboard
from app_stack.ec2.blue_green.service import BlueGreen
from app_stack.ec2.dashboard import instances_row
from app_stack.ec2.in_place.service import InPlace
from app_stack.ec2.instances import Instances
from app_stack.ec2.service_parts import Parts
from app_stack.ec2.targets import instance_targets
from app_stack.load_balancer import LoadBalancer
from app_stack.network import Network
from app_stack.operations import Operations
from app_stack.outage import outage_alarm
from config.model import Environment, Pipeline
from config.strategies import strategy_of

STRATEGIES = {"in-place": InPlace, "blue-green": BlueGreen}


class Ec2Service(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        network: Network,
        operations: Operations,
        artifact_key_arn: str,
    ) -> None:
        super().__init__(scope, "Ec2")
        targets = partial(instance_targets, config=config, environment=environment, vpc=network.vpc)
        front = LoadBalancer(self, config, environment, network.vpc, operations.key, targets)
        instances = Instances(self, config, environment, network.vpc, front, operations, artifact_key_arn)
        limits = environment.alarms
        measured = {**of_requests(front.targets, limits), **unhealthy_hosts(limits.unhealthy_hosts, front.targets)}
        alarms = ReleaseAlarms(self, config, environment, operations.alerts, measured)
        parts = Parts(config, environment, instances, front.targets, alarms.all, operations.key, artifact_key_arn)
        STRATEGIES[strategy_of(environment)](self, parts)
        shown = instances_row(config, environment, front.targets)
        outage = outage_alarm(self, config, environment, operations.alerts, front.balancer)
        told = [*alarms.all, outage]
        environment_dashboard(self, config, environment, front.balancer, {"": front.targets}, told, shown)
