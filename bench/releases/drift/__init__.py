"""Where an environment is not as pipeline.yml and the last good release want it."""

import time
from collections.abc import Iterator

from bench.releases.drift import ec2, ecs, functions
from bench.releases.live import Live, commit_at
from config import names

SETTLED = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
ANSWERS = 20
PATIENCE = 180  # seconds, within which rollbacks and draining hosts have come to their end
OF_TARGET = {"ec2": ec2.drift, "ecs": ecs.drift, "lambda": functions.drift}


def settled(live: Live, good: str) -> list[str]:
    """What is still not as it should be when it had time to become so."""
    deadline = time.monotonic() + PATIENCE
    while (found := list(drift(live, good))) and time.monotonic() < deadline:
        time.sleep(1)
    return found


def drift(live: Live, good: str) -> Iterator[str]:
    """`good`: the commit of the last good release."""
    yield from _stacks(live)
    yield from _alarms(live)
    yield from _deployments(live)
    yield from OF_TARGET[live.asked.target](live, good)
    others = {commit_at(live.url) for _ in range(ANSWERS)} - {good}
    if others:
        yield f"{sorted(others)} answer"


def _stacks(live: Live) -> Iterator[str]:
    pipeline = names.pipeline_stack_name(live.config)
    for name, client in ((live.name, live.client), (pipeline, live.running.client)):
        [stack] = client("cloudformation").describe_stacks(StackName=name)["Stacks"]
        if stack["StackStatus"] not in SETTLED:
            yield f"stack {name} is {stack['StackStatus']}"


def _alarms(live: Live) -> Iterator[str]:
    wanted = live.asked.alarms.latency_p95_seconds
    for one in live.client("cloudwatch").describe_alarms(AlarmNamePrefix=f"{live.name}-")["MetricAlarms"]:
        if one["StateValue"] == "ALARM":
            yield f"{one['AlarmName']} is on"
        if one["AlarmName"].endswith("latency-p95") and one["Threshold"] != wanted:
            yield f"{one['AlarmName']} goes off at {one['Threshold']}, not at {wanted}"


def _deployments(live: Live) -> Iterator[str]:
    codedeploy = live.client("codedeploy")
    for one in codedeploy.list_deployments(includeOnlyStatuses=["Created", "Queued", "InProgress"])["deployments"]:
        yield f"deployment {one} is under way"
