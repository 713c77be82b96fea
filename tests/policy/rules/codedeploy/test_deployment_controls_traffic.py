from typing import Any

import pytest

from policy.rules.codedeploy.deployment_controls_traffic import check
from tests.policy.rules.builder import details
from tests.policy.rules.codedeploy.groups import group


def test_traffic_is_controlled() -> None:
    assert details(check, group()) == []
    assert details(check, group(LoadBalancerInfo={"TargetGroupPairInfoList": [{}]})) == []
    assert details(check, group(platform="Lambda", LoadBalancerInfo=None)) == []


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"DeploymentStyle": None}, "DeploymentOption None"),
        (
            {"DeploymentStyle": {"DeploymentOption": "WITHOUT_TRAFFIC_CONTROL"}},
            "DeploymentOption WITHOUT_TRAFFIC_CONTROL",
        ),
        ({"LoadBalancerInfo": None}, "LoadBalancerInfo"),
        ({"LoadBalancerInfo": {"TargetGroupInfoList": []}}, "LoadBalancerInfo"),
    ],
)
def test_requests_meet_what_is_being_changed(changes: dict[str, Any], detail: str) -> None:
    assert details(check, group(**changes)) == [detail]
