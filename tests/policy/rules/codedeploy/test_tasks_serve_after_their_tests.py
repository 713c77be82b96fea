from typing import Any

import pytest

from policy.rules.codedeploy.tasks_serve_after_their_tests import check
from tests.policy.rules.builder import assembly_of, details


def route(listener: str) -> dict[str, Any]:
    return {"ListenerArns": [{"Ref": listener}]}


def pair(**changed: Any) -> dict[str, Any]:
    targets = [{"Name": {"Fn::GetAtt": [name, "TargetGroupName"]}} for name in ("Blue", "Green")]
    good = {"ProdTrafficRoute": route("Serving"), "TestTrafficRoute": route("Testing"), "TargetGroups": targets}
    return {"LoadBalancerInfo": {"TargetGroupPairInfoList": [{**good, **changed}]}}


def timing(ready: str = "CONTINUE_DEPLOYMENT", **end: Any) -> dict[str, Any]:
    ended = end or {"Action": "TERMINATE", "TerminationWaitTimeInMinutes": 60}
    return {
        "BlueGreenDeploymentConfiguration": {
            "DeploymentReadyOption": {"ActionOnTimeout": ready},
            "TerminateBlueInstancesOnDeploymentSuccess": ended,
        }
    }


GOOD = {"ECSServices": [{"ServiceName": "web"}], **pair(), **timing()}
END = "TerminateBlueInstancesOnDeploymentSuccess"


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        (timing(Action="TERMINATE", TerminationWaitTimeInMinutes=0), []),
        (
            pair(ProdTrafficRoute=route("Testing"), TestTrafficRoute=route("Serving")),
            ["ProdTrafficRoute", "TestTrafficRoute"],
        ),
        (pair(TestTrafficRoute=None), ["TestTrafficRoute"]),
        (pair(ProdTrafficRoute={"ListenerArns": ["arn:elsewhere"]}), ["ProdTrafficRoute"]),
        (pair(TargetGroups=[{"Name": "blue"}, {"Name": "blue"}]), ["TargetGroups"]),
        ({"LoadBalancerInfo": None}, ["TargetGroupPairInfoList::0"]),
        (timing("STOP_DEPLOYMENT"), ["DeploymentReadyOption"]),
        (timing(Action="KEEP_ALIVE"), [END]),
        (timing(Action="TERMINATE"), [END]),
        ({"BlueGreenDeploymentConfiguration": None}, ["DeploymentReadyOption", END]),
    ],
)
def test_finds(changed: dict[str, Any], found: list[str]) -> None:
    group = {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": {**GOOD, **changed}}
    listeners = {
        name: {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {"Port": port}}
        for name, port in (("Serving", 443), ("Testing", 9443))
    }
    assert details(check, assembly_of(group, **listeners)) == found


def test_a_group_of_instances_has_no_such_listeners() -> None:
    assert details(check, assembly_of({"Type": "AWS::CodeDeploy::DeploymentGroup"})) == []
