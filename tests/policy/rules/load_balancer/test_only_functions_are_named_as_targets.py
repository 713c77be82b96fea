from typing import Any

import pytest

from policy.rules.load_balancer.only_functions_are_named_as_targets import check
from tests.policy.rules.builder import assembly_of, details

ADDRESS = [{"Id": "10.0.0.9"}]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"TargetType": "instance"}, []),
        ({"TargetType": "lambda", "Targets": [{"Id": {"Ref": "Live"}}]}, []),
        ({"TargetType": "instance", "Targets": ADDRESS}, ["Targets"]),
        ({"Targets": ADDRESS}, ["Targets"]),
    ],
)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": given})
    assert details(check, assembly) == found
