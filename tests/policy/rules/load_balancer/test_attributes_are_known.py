import pytest

from policy.rules.load_balancer.attributes_are_known import check
from tests.policy.rules.builder import assembly_of, details

BALANCER, TARGETS = "LoadBalancer", "TargetGroup"
CASES = [
    (BALANCER, {"deletion_protection.enabled": "true"}, []),
    (BALANCER, {"waf.fail_open.enabled": "true"}, ["waf.fail_open.enabled true"]),
    (BALANCER, {"idle_timeout.timeout_seconds": "60"}, ["idle_timeout.timeout_seconds 60"]),
    (TARGETS, {"deregistration_delay.timeout_seconds": "15", "stickiness.enabled": "false"}, []),
    (TARGETS, {"deregistration_delay.timeout_seconds": "301"}, ["deregistration_delay.timeout_seconds 301"]),
    (TARGETS, {"deregistration_delay.timeout_seconds": "0"}, ["deregistration_delay.timeout_seconds 0"]),
    (TARGETS, {"stickiness.enabled": "true"}, ["stickiness.enabled true"]),
]


@pytest.mark.parametrize(("kind", "attributes", "found"), CASES)
def test_finds(kind: str, attributes: dict[str, str], found: list[str]) -> None:
    written = [{"Key": key, "Value": value} for key, value in attributes.items()]
    resource = {"Type": f"AWS::ElasticLoadBalancingV2::{kind}", "Properties": {f"{kind}Attributes": written}}
    assert details(check, assembly_of(resource)) == found


def test_an_attribute_that_is_said_twice_is_found() -> None:
    both = [{"Key": "deletion_protection.enabled", "Value": value} for value in ("true", "false")]
    resource = {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"LoadBalancerAttributes": both}}
    assert details(check, assembly_of(resource)) == [
        "deletion_protection.enabled false",
        "deletion_protection.enabled true",
    ]
