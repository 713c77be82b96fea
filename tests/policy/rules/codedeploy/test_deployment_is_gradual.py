from typing import Any

import pytest

from policy.rules.codedeploy.deployment_is_gradual import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codedeploy.groups import definition, group

CANARY = {"ComputePlatform": "Lambda", "TrafficRoutingConfig": {"Type": "TimeBasedCanary"}}


def custom(**properties: Any) -> list[str]:
    config = {"Type": "AWS::CodeDeploy::DeploymentConfig", "Properties": properties}
    return details(check, assembly_of(Group=definition(DeploymentConfigName={"Ref": "Config"}), Config=config))


@pytest.mark.parametrize("name", [None, "CodeDeployDefault.OneAtATime", "CodeDeployDefault.ECSCanary10Percent5Minutes"])
def test_a_gradual_configuration_of_aws(name: str | None) -> None:
    assert details(check, group(DeploymentConfigName=name)) == []


@pytest.mark.parametrize("properties", [{"MinimumHealthyHosts": {"Type": "HOST_COUNT", "Value": 1}}, CANARY])
def test_a_gradual_configuration_of_the_template(properties: dict[str, Any]) -> None:
    assert custom(**properties) == []


@pytest.mark.parametrize("name", ["CodeDeployDefault.AllAtOnce", "CodeDeployDefault.ECSAllAtOnce", "elsewhere"])
def test_all_at_once_or_unknown(name: str) -> None:
    assert details(check, group(DeploymentConfigName=name)) == [f"DeploymentConfigName {name}"]


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"MinimumHealthyHosts": {"Type": "HOST_COUNT", "Value": 0}},
        {**CANARY, "TrafficRoutingConfig": {"Type": "AllAtOnce"}},
    ],
)
def test_a_configuration_of_the_template_that_is_not(properties: dict[str, Any]) -> None:
    assert custom(**properties) == ["DeploymentConfigName ${Config}"]
