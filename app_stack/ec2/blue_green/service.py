"""A second fleet takes the requests once it is proven healthy; the first is kept for a while, for an instant return."""

from constructs import Construct

from app_stack.ec2.blue_green import permissions
from app_stack.ec2.blue_green.fleets import DEPLOYMENT_CONFIG, Fleets
from app_stack.ec2.blue_green.machine import definition
from app_stack.ec2.blue_green.machine.facts import Facts
from app_stack.ec2.service_parts import Parts
from app_stack.release_machine import ReleaseMachine
from config import names


class BlueGreen:
    def __init__(self, scope: Construct, parts: Parts) -> None:
        config, environment = parts.config, parts.environment
        fleets = Fleets(scope, parts)
        blue, green = (names.fleet_name(config, environment, colour) for colour in names.COLOURS)
        facts = Facts(
            machine_arn=names.release_machine_arn(config, environment),
            application=names.environment_name(config, environment),
            blue=blue,
            green=green,
            target_group_arn=parts.targets.target_group_arn,
            alarms=tuple(alarm.alarm_name for alarm in parts.alarms),
            hosts=environment.capacity.desired,
            keep_minutes=environment.traffic.keep_minutes,
        )
        statements = permissions.machine(
            config,
            environment,
            fleets.arns,
            [alarm.alarm_arn for alarm in parts.alarms],
            DEPLOYMENT_CONFIG.deployment_config_name,
        )
        ReleaseMachine(scope, config, environment, parts.log_key, definition(facts), statements)
