"""Who is behind the load balancer: one target group, with as many healthy targets as asked for, all of one version."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from bench.releases.live import Live, commit_at

PORT = 80


def serving(live: Live) -> dict[str, int]:
    """Weights of the requests, by target group."""
    elb = live.client("elbv2")
    [balancer] = elb.describe_load_balancers()["LoadBalancers"]
    listeners = elb.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
    [listener] = [one for one in listeners if one["Port"] == PORT]
    rules = elb.describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]
    [action] = [one for rule in rules for one in rule["Actions"] if one["Type"] == "forward"]
    groups = (action.get("ForwardConfig") or {}).get("TargetGroups") or [action]
    return {one["TargetGroupArn"]: one.get("Weight", 1) for one in groups}


def targets(live: Live, group: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = live.client("elbv2").describe_target_health(TargetGroupArn=group)[
        "TargetHealthDescriptions"
    ]
    return found


def drift(live: Live, desired: int, good: str, address_of: Callable[[str], str]) -> Iterator[str]:
    """`address_of`: of a target, by its id."""
    weights = serving(live)
    if len(weights) != 1:
        yield f"requests go to {len(weights)} target groups"
    for group in live.client("elbv2").describe_target_groups()["TargetGroups"]:
        arn, name = group["TargetGroupArn"], group["TargetGroupName"]
        found = targets(live, arn)
        states, wanted = Counter(one["TargetHealth"]["State"] for one in found), {"healthy": desired}
        if states != (wanted if arn in weights else {}):
            yield f"targets of {name}: {dict(states)}"
        for target in (one["Target"] for one in found):
            answered = commit_at(f"http://{address_of(target['Id'])}:{target['Port']}")
            if answered != good:
                yield f"{target['Id']} of {name} answers with {answered}"
