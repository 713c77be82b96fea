from typing import Any

import pytest

from policy.rules.load_balancer.listener_encrypts import check
from tests.policy.rules.builder import assembly_of, details

FORWARD = {"Type": "forward", "TargetGroupArn": {"Ref": "Targets"}}
REDIRECT = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "StatusCode": "HTTP_301"}}

CASES: list[tuple[Any, list[str]]] = [
    ({"Protocol": "HTTPS", "DefaultActions": [FORWARD]}, []),
    ({"Protocol": "HTTP", "DefaultActions": [REDIRECT]}, []),
    ({"Protocol": "HTTP", "DefaultActions": [FORWARD]}, ["Protocol::HTTP"]),
    ({"Protocol": "HTTP", "DefaultActions": [REDIRECT, FORWARD]}, ["Protocol::HTTP"]),
    ({"Protocol": "TCP"}, ["Protocol::TCP"]),
    ({}, ["Protocol::not set"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": given})
    assert details(check, assembly) == found


def test_a_rule_can_lead_around_the_redirection() -> None:
    properties = {"Protocol": "HTTP", "DefaultActions": [REDIRECT]}
    rule = {
        "Type": "AWS::ElasticLoadBalancingV2::ListenerRule",
        "Properties": {"ListenerArn": {"Ref": "Listener"}, "Actions": [FORWARD]},
    }
    listener = {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": properties}
    assert details(check, assembly_of(Listener=listener, Rule=rule)) == ["Protocol::HTTP"]
