"""What this package reads from MiniStack's Elastic Load Balancing and EC2, and the one answer it replaces."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from xml.sax.saxutils import escape

from ministack.core.responses import request_scope
from ministack.services import alb, ec2

from rehearsal.load_balancer.target_group import Endpoint, Target
from rehearsal.load_balancer.target_health import NOT_IN_USE, NOT_REGISTERED, Failure, State

Response = tuple[int, dict[str, str], bytes]
URL_TAG = "slipway:rehearsal-url"
DEFAULT_DELAY = 300.0  # seconds
UNUSED = (State.UNUSED, NOT_IN_USE)


@dataclass(frozen=True)
class HealthCheck:
    enabled: bool
    protocol: str  # HTTP or HTTPS
    port: str  # a number, or traffic-port
    path: str
    matcher: str
    interval: float  # seconds, as every time here
    timeout: float
    healthy_threshold: int
    unhealthy_threshold: int


def account_and_region(arn: str) -> tuple[str, str]:
    _, _, _, region, account, _ = arn.split(":", 5)
    return account, region


def rules(listener_arn: str) -> list[dict[str, Any]]:
    """The listener's rules in the order of their priority, the default rule last."""
    with request_scope(*account_and_region(listener_arn)):
        found = [rule for rule in alb._rules.values() if rule["ListenerArn"] == listener_arn]
    return sorted(found, key=alb._rule_sort_key)


def meets(
    condition: dict[str, Any], method: str, path: str, headers: dict[str, str], query: dict[str, list[str]]
) -> bool:
    return bool(alb._match_condition(condition, method, path, headers, query))


def forwarded_headers(
    load_balancer_arn: str, listener: dict[str, Any], headers: dict[str, str], client: str
) -> dict[str, str]:
    """X-Forwarded-For, -Proto and -Port and X-Amzn-Trace-Id, and what the client sent otherwise."""
    with request_scope(*account_and_region(load_balancer_arn)):
        answer: dict[str, str] = alb._target_headers(load_balancer_arn, listener, headers, client)
    return answer


def listener(listener_arn: str) -> dict[str, Any]:
    found: dict[str, Any] = alb._listeners.get_scoped(*account_and_region(listener_arn), listener_arn)
    return found


def listeners(load_balancer_arn: str) -> list[dict[str, Any]]:
    with request_scope(*account_and_region(load_balancer_arn)):
        return [one for one in alb._listeners.values() if one["LoadBalancerArn"] == load_balancer_arn]


def set_url_tag(load_balancer_arn: str, url: str) -> None:
    with request_scope(*account_and_region(load_balancer_arn)):
        tags = alb._tags.setdefault(load_balancer_arn, [])
        tags[:] = [tag for tag in tags if tag["Key"] != URL_TAG] + [{"Key": URL_TAG, "Value": url}]


def urls() -> dict[str, str]:
    """Where every load balancer answers, by its name."""
    every_tag = [(key[-1], tag) for key, tags in list(alb._tags._data.items()) for tag in tags]
    return {arn.split("/")[-2]: tag["Value"] for arn, tag in every_tag if tag["Key"] == URL_TAG}


def registered(target_group_arn: str) -> list[Endpoint]:
    """The registered targets whose loopback address is known; an `ip` target is its own address."""
    account, region = account_and_region(target_group_arn)
    group = alb._tgs.get_scoped(account, region, target_group_arn) or {}
    targets = alb._targets.get_scoped(account, region, target_group_arn) or []
    found = (
        Endpoint(one["Id"], _address(one["Id"], account, region), int(one.get("Port") or group["Port"]))
        for one in targets if group
    )  # fmt: skip
    return [endpoint for endpoint in found if endpoint.address.startswith("127.")]


def is_of_functions(target_group_arn: str) -> bool:
    group = alb._tgs.get_scoped(*account_and_region(target_group_arn), target_group_arn) or {}
    return bool(group.get("TargetType") == "lambda")


def function_of(target_group_arn: str) -> str | None:
    """The one function, version or alias of a target group; None while none is registered."""
    targets = alb._targets.get_scoped(*account_and_region(target_group_arn), target_group_arn) or []
    return str(targets[0]["Id"]) if targets else None


def register_function(target_group_arn: str, function_arn: str) -> None:
    with request_scope(*account_and_region(target_group_arn)):
        alb._targets[target_group_arn] = [{"Id": function_arn}]


async def invoke(
    function_arn: str, target_group_arn: str, method: str, target: str, headers: dict[str, str], body: bytes
) -> Response:
    """The function's answer to a request of the load balancer, as status, headers and body; 502 where it fails."""
    path, _, query = target.partition("?")
    with request_scope(*account_and_region(target_group_arn)):
        answer = await alb._invoke_lambda_target(function_arn, target_group_arn, method, path, headers, body, {}, query)
    return cast(Response, answer)


def _address(target_id: str, account: str, region: str) -> str:
    if not target_id.startswith("i-"):
        return target_id
    instance = ec2._instances.get_scoped(account, region, target_id) or {}
    return str(instance.get("PrivateIpAddress", ""))


def target_groups() -> list[str]:
    """The ARNs of all target groups, of every account."""
    return [arn for _, _, arn in list(alb._tgs._data)]


def target_groups_in_use() -> list[str]:
    """The ARNs of all target groups, of every account, that some listener or rule sends requests to."""
    by_rules = _target_groups_of_rules()
    found = list(alb._tgs._data.items())
    return [arn for (_, _, arn), group in found if group["LoadBalancerArns"] or arn in by_rules]


def _target_groups_of_rules() -> set[str]:
    """MiniStack notes the load balancer of a target group for the default actions of listeners only."""
    actions = [action for rule in list(alb._rules._data.values()) for action in rule["Actions"]]
    weighted = [one for action in actions for one in (action.get("ForwardConfig") or {}).get("TargetGroups") or []]
    return {str(one["TargetGroupArn"]) for one in (*actions, *weighted) if one.get("TargetGroupArn")}


def health_check(target_group_arn: str) -> HealthCheck | None:
    """None when the target group has gone."""
    group = alb._tgs.get_scoped(*account_and_region(target_group_arn), target_group_arn)
    return group and HealthCheck(
        enabled=group["HealthCheckEnabled"],
        protocol=group["HealthCheckProtocol"],
        port=str(group["HealthCheckPort"]),
        path=group["HealthCheckPath"],
        matcher=str(group["Matcher"]["HttpCode"]),
        interval=float(group["HealthCheckIntervalSeconds"]),
        timeout=float(group["HealthCheckTimeoutSeconds"]),
        healthy_threshold=int(group["HealthyThresholdCount"]),
        unhealthy_threshold=int(group["UnhealthyThresholdCount"]),
    )


def deregistration_delay(target_group_arn: str) -> float:
    attributes = alb._tg_attrs.get_scoped(*account_and_region(target_group_arn), target_group_arn) or []
    for attribute in attributes:
        if attribute["Key"] == "deregistration_delay.timeout_seconds":
            return float(attribute["Value"])
    return DEFAULT_DELAY


def answer_target_health(targets_of: Callable[[str], list[Target]]) -> None:
    """Let DescribeTargetHealth say what `targets_of(target group ARN)` knows.

    MiniStack answers that every registered target is healthy.
    """

    def describe(params: dict[str, Any]) -> Response:
        arn = alb._p(params, "TargetGroupArn")
        if arn not in alb._tgs:
            return cast(Response, alb._error("TargetGroupNotFound", f"Target group '{arn}' not found."))
        asked = {target["Id"] for target in alb._parse_targets_param(params)}
        found = [t for t in targets_of(arn) if not asked or t.endpoint.target_id in asked]
        absent = sorted(asked - {target.endpoint.target_id for target in found})
        in_use = bool(alb._tgs[arn]["LoadBalancerArns"]) or arn in _target_groups_of_rules()
        members = "".join(_described(t.endpoint, *(t.shown() if in_use else UNUSED)) for t in found)
        members += "".join(map(_unregistered, absent))
        body = f"<TargetHealthDescriptions>{members}</TargetHealthDescriptions>"
        return cast(Response, alb._xml(200, "DescribeTargetHealth", body))

    alb._ACTION_MAP["DescribeTargetHealth"] = describe


def _described(endpoint: Endpoint, state: State, failure: Failure | None) -> str:
    return (
        f"<member><Target><Id>{endpoint.target_id}</Id><Port>{endpoint.port}</Port></Target>"
        f"<HealthCheckPort>{endpoint.port}</HealthCheckPort>{_health(state, failure)}</member>"
    )


def _unregistered(target_id: str) -> str:
    health = _health(State.UNUSED, NOT_REGISTERED)
    return f"<member><Target><Id>{escape(target_id)}</Id></Target>{health}</member>"


def _health(state: State, failure: Failure | None) -> str:
    reason = f"<Reason>{failure.reason}</Reason>" if failure else ""
    description = f"<Description>{escape(failure.description)}</Description>" if failure else ""
    return f"<TargetHealth><State>{state}</State>{reason}{description}</TargetHealth>"
