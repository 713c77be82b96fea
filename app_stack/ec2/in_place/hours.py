"""A group that has instances at certain hours only. CloudFormation's updates leave the size of the moment alone.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
"""

from aws_cdk import aws_autoscaling as autoscaling

from config.model import Capacity
from config.model.running import Running


def run_in_hours(group: autoscaling.AutoScalingGroup, running: Running, capacity: Capacity) -> None:
    start, stop = running.start_and_stop
    group.scale_on_schedule(
        "Start",
        schedule=autoscaling.Schedule.expression(start),
        time_zone=running.time_zone,
        min_capacity=capacity.min,
        desired_capacity=capacity.desired,
        max_capacity=capacity.max,
    )
    group.scale_on_schedule(
        "Stop",
        schedule=autoscaling.Schedule.expression(stop),
        time_zone=running.time_zone,
        min_capacity=0,
        desired_capacity=0,
        max_capacity=capacity.max,
    )
