from typing import Any

import pytest

from policy.rules.ecs.cluster_has_insights import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"ClusterSettings": [{"Name": "containerInsights", "Value": "enabled"}]}, []),
    ({"ClusterSettings": [{"Name": "containerInsights", "Value": "enhanced"}]}, []),
    ({"ClusterSettings": [{"Name": "containerInsights", "Value": "disabled"}]}, ["containerInsights::disabled"]),
    ({}, ["containerInsights::none"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::ECS::Cluster", "Properties": given})) == found
