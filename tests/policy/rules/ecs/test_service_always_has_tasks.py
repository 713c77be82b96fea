from typing import Any

import pytest

from policy.rules.ecs.service_always_has_tasks import check
from tests.policy.rules.builder import assembly_of, details

OWN = "service/cluster/web"


def size(least: Any, of: str = OWN, *scheduled: Any) -> dict[str, Any]:
    actions = [{"ScalableTargetAction": {"MinCapacity": each, "MaxCapacity": 3}} for each in scheduled]
    properties = {"ResourceId": of, "MinCapacity": least, "ScheduledActions": actions}
    return {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": properties}


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ([size(2)], []),
        ([size("1", OWN, 2)], []),
        ([size(0)], ["MinCapacity::0"]),
        ([size(2, OWN, 2, 0)], ["MinCapacity::0"]),
        ([size({"Ref": "Given"})], ["MinCapacity::0"]),
        ([size(2, "service/other/web")], ["ResourceId::service/other/web", "Size::none"]),
        ([], ["Size::none"]),
    ],
)
def test_finds(sizes: list[dict[str, Any]], found: list[str]) -> None:
    service = {
        "Cluster": {"Ref": "Cluster"},
        "ServiceName": "web",
        "DeploymentController": {"Type": "CODE_DEPLOY"},
    }
    assembly = assembly_of(
        {"Type": "AWS::ECS::Service", "Properties": service},
        *sizes,
        Cluster={"Type": "AWS::ECS::Cluster", "Properties": {"ClusterName": "cluster"}},
    )
    assert details(check, assembly) == found


def test_a_service_that_cloudformation_deploys_says_its_size_itself() -> None:
    assert details(check, assembly_of({"Type": "AWS::ECS::Service", "Properties": {"DesiredCount": 2}})) == []
