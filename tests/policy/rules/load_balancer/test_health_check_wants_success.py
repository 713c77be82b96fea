import pytest

from policy.rules.load_balancer.health_check_wants_success import check
from tests.policy.rules.builder import assembly_of, details


def found(codes: str) -> list[str]:
    properties = {"Matcher": {"HttpCode": codes}} if codes else {}
    return details(check, assembly_of({"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": properties}))


@pytest.mark.parametrize("codes", ["", "200", "200-399", "200,302", "200-299,301"])
def test_success_passes(codes: str) -> None:
    assert found(codes) == []


@pytest.mark.parametrize("codes", ["200-499", "404", "200,503"])
def test_an_error_is_found(codes: str) -> None:
    assert found(codes) == [f"HttpCode::{codes}"]
