"""Instances: the group that serves has its size, its hosts their type, and each the last good release."""

from collections.abc import Iterator
from typing import Any

from bench.releases.drift import balancer
from bench.releases.live import Live


def drift(live: Live, good: str) -> Iterator[str]:
    capacity = live.asked.capacity
    instances = _instances(live)
    yield from balancer.drift(live, capacity.desired, good, lambda one: str(instances[one]["PrivateIpAddress"]))
    groups = live.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
    attached = [one for one in groups if one.get("TrafficSources") or one.get("TargetGroupARNs")]
    if len(attached) != 1:
        yield f"{len(attached)} Auto Scaling groups serve"
    for group in attached:
        states = [one["LifecycleState"] for one in group["Instances"]]
        if group["DesiredCapacity"] != capacity.desired or states != ["InService"] * capacity.desired:
            yield f"{group['AutoScalingGroupName']} wants {group['DesiredCapacity']} hosts and has {states}"
        for host in (one["InstanceId"] for one in group["Instances"]):
            if instances[host]["InstanceType"] != capacity.instance_type:
                yield f"{host} is a {instances[host]['InstanceType']}, not a {capacity.instance_type}"


def _instances(live: Live) -> dict[str, dict[str, Any]]:
    reservations = live.client("ec2").describe_instances()["Reservations"]
    return {one["InstanceId"]: one for each in reservations for one in each["Instances"]}
