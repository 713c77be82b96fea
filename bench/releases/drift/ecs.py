"""Tasks: one task set, which takes the requests, of the size and the image that are asked for."""

from collections.abc import Iterator

from bench.releases.drift import balancer
from bench.releases.live import Live


def drift(live: Live, good: str) -> Iterator[str]:
    asked, ecs = live.asked.task, live.client("ecs")
    yield from balancer.drift(live, asked.desired, good, lambda address: address)
    [service] = ecs.describe_services(cluster=live.name, services=[live.name])["services"]
    sets = service["taskSets"]
    if [(one["status"], one["stabilityStatus"]) for one in sets] != [("PRIMARY", "STEADY_STATE")]:
        yield f"task sets: {[(one['status'], one['stabilityStatus']) for one in sets]}"
    if {one["loadBalancers"][0]["targetGroupArn"] for one in sets} != set(balancer.serving(live)):
        yield "the requests do not go to the task set"
    size = service["desiredCount"], service["runningCount"]
    if size != (asked.desired, asked.desired):
        yield f"{size[0]} tasks are wanted, {size[1]} run, not {asked.desired}"
    for one in sets:
        definition = ecs.describe_task_definition(taskDefinition=one["taskDefinition"])["taskDefinition"]
        [container] = definition["containerDefinitions"]
        if definition["memory"] != str(asked.memory):
            yield f"tasks have {definition['memory']} MB, not {asked.memory}"
        if f":{good}-" not in container["image"]:
            yield f"tasks run {container['image']}"
