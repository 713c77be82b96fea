"""Traffic sources: the target groups that an Auto Scaling group's instances join and leave while it runs.

https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_AttachTrafficSources.html
"""

import re
from collections.abc import Callable
from typing import Any, cast

from ministack.core.responses import get_account_id, get_region
from ministack.services import alb, autoscaling

from rehearsal.fleet.fleet import Fleet

Params = dict[str, Any]
Response = tuple[int, dict[str, str], bytes]
NAME = re.compile(rb"<AutoScalingGroupName>([^<]+)</AutoScalingGroupName>")


def install(fleet: Fleet) -> None:
    describe_groups = autoscaling._ACTION_MAP["DescribeAutoScalingGroups"]
    autoscaling._ACTION_MAP.update({
        "AttachTrafficSources": lambda params: _change(params, "Attach", fleet.attach),
        "DetachTrafficSources": lambda params: _detach(params, fleet),
        "DescribeAutoScalingGroups": lambda params: _with_sources(describe_groups(params), fleet),
    })  # fmt: skip


def _detach(params: Params, fleet: Fleet) -> Response:
    attached = fleet.attached(get_account_id(), get_region(), autoscaling._p(params, "AutoScalingGroupName"))
    absent = set(_target_groups(params)) - set(attached)
    if absent:
        return _error(f"Traffic source {', '.join(sorted(absent))} is not attached to the group")
    return _change(params, "Detach", fleet.detach)


def _change(params: Params, verb: str, change: Callable[[str, str, str, list[str]], None]) -> Response:
    name, arns = autoscaling._p(params, "AutoScalingGroupName"), _target_groups(params)
    if name not in autoscaling._asgs:
        return _error(f"AutoScalingGroup name not found - {name}")
    unknown = [arn for arn in arns if arn not in alb._tgs]
    if unknown or not arns:
        return _error(f"The rehearsal's traffic sources are target groups (elbv2) of this account: {unknown}")
    change(get_account_id(), get_region(), name, arns)
    return _answer(verb)


def _target_groups(params: Params) -> list[str]:
    found: list[str] = []
    while identifier := autoscaling._p(params, f"TrafficSources.member.{len(found) + 1}.Identifier"):
        found.append(identifier)
    return found


def _with_sources(response: Response, fleet: Fleet) -> Response:
    """DescribeAutoScalingGroups with what each group is attached to, which MiniStack does not know."""
    status, headers, body = response

    def described(found: re.Match[bytes]) -> bytes:
        arns = fleet.attached(get_account_id(), get_region(), found[1].decode())
        groups = "".join(f"<member>{arn}</member>" for arn in arns)
        sources = "".join(f"<member><Identifier>{arn}</Identifier><Type>elbv2</Type></member>" for arn in arns)
        listed = f"<TargetGroupARNs>{groups}</TargetGroupARNs><TrafficSources>{sources}</TrafficSources>"
        return found[0] + listed.encode()

    return status, headers, NAME.sub(described, body)


def _answer(verb: str) -> Response:
    name = f"{verb}TrafficSources"
    return cast(Response, autoscaling._xml(200, f"{name}Response", f"<{name}Result/>"))


def _error(message: str) -> Response:
    return cast(Response, autoscaling._error("ValidationError", message))
