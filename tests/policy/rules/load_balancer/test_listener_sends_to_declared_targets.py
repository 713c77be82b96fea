from typing import Any

import pytest

from policy.rules.load_balancer.listener_sends_to_declared_targets import check
from tests.policy.rules.builder import assembly_of, details

OWN, OTHER = {"Ref": "Targets"}, "arn:other"
TARGETS = {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup"}


def redirect(**config: str) -> dict[str, Any]:
    return {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", **config}}


CASES: list[tuple[Any, list[str]]] = [
    ({"Type": "forward", "TargetGroupArn": OWN}, []),
    ({"Type": "forward", "TargetGroupArn": OTHER}, ["TargetGroupArn::arn:other"]),
    ({"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": OWN}]}}, []),
    (
        {"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": OTHER}]}},
        ["TargetGroupArn::arn:other"],
    ),
    (redirect(), []),
    (redirect(Host="#{host}", Path="/#{path}"), []),
    (redirect(Host="example.com"), ["Redirect::example.com"]),
    ({"Type": "fixed-response"}, ["Type::fixed-response"]),
]


@pytest.mark.parametrize(("action", "found"), CASES)
@pytest.mark.parametrize(("kind", "key"), [("Listener", "DefaultActions"), ("ListenerRule", "Actions")])
def test_finds(kind: str, key: str, action: Any, found: list[str]) -> None:
    resource = {"Type": f"AWS::ElasticLoadBalancingV2::{kind}", "Properties": {key: [action]}}
    assert details(check, assembly_of(resource, Targets=TARGETS)) == found
