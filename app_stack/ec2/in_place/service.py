"""One Auto Scaling group behind the load balancer; a release takes some of its hosts out of service at a time."""

from aws_cdk import aws_autoscaling as autoscaling
from constructs import Construct

from app_stack.ec2.in_place.hours import run_in_hours
from app_stack.ec2.in_place.release import Release
from app_stack.ec2.service_parts import Parts
from config import names


class InPlace:
    def __init__(self, scope: Construct, parts: Parts) -> None:
        capacity = parts.environment.capacity
        group = parts.instances.group(
            "Group",
            names.environment_name(parts.config, parts.environment),
            min_capacity=capacity.min,
            max_capacity=capacity.max,
            desired_capacity=capacity.desired,
            update_policy=autoscaling.UpdatePolicy.rolling_update(
                max_batch_size=1,
                min_instances_in_service=max(0, min(capacity.desired, capacity.max - 1)),
            ),
        )
        group.attach_to_application_target_group(parts.targets)
        if parts.environment.running:
            run_in_hours(group, parts.environment.running, capacity)
        Release(scope, parts.config, parts.environment, group, parts.targets, parts.alarms, parts.artifact_key_arn)
