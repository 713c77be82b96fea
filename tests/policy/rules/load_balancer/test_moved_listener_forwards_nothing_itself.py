from typing import Any

import pytest

from policy.rules.load_balancer.moved_listener_forwards_nothing_itself import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codedeploy.groups import definition

FORWARD, NOTHING = {"Type": "forward", "TargetGroupArn": "blue"}, {"Type": "fixed-response"}


def moved(production: Any, test: Any) -> Assembly:
    routes = {
        "ProdTrafficRoute": {"ListenerArns": [{"Ref": "Production"}]},
        "TestTrafficRoute": {"ListenerArns": [{"Ref": "Test"}]},
    }
    return assembly_of(
        Group=definition(LoadBalancerInfo={"TargetGroupPairInfoList": [routes]}),
        Production=listener(production),
        Test=listener(test),
        Other=listener(FORWARD),
    )


def listener(action: Any) -> dict[str, Any]:
    return {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {"DefaultActions": [action]}}


@pytest.mark.parametrize(
    ("production", "test", "found"),
    [(NOTHING, NOTHING, 0), (FORWARD, NOTHING, 1), (NOTHING, FORWARD, 1), (FORWARD, FORWARD, 2)],
)
def test_finds(production: Any, test: Any, found: int) -> None:
    assert details(check, moved(production, test)) == ["DefaultActions::forward"] * found
