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


def test_a_gradual_configuration_of_the_template() -> None:
    assert custom(**CANARY) == []


@pytest.mark.parametrize(("kind", "value"), [("HOST_COUNT", 0), ("HOST_COUNT", 2), ("FLEET_PERCENT", 75)])
def test_how_many_servers_stay_is_named_whatever_it_is(kind: str, value: int) -> None:
    """pipeline.yml says which of them is meant: its exception is for that one alone."""
    found = custom(MinimumHealthyHosts={"Type": kind, "Value": value})
    assert found == [f"MinimumHealthyHosts {kind} {value}"]


@pytest.mark.parametrize("name", ["CodeDeployDefault.AllAtOnce", "CodeDeployDefault.ECSAllAtOnce", "elsewhere"])
def test_all_at_once_or_unknown(name: str) -> None:
    assert details(check, group(DeploymentConfigName=name)) == [f"DeploymentConfigName {name}"]


def test_a_configuration_of_the_template_that_is_not() -> None:
    assert custom(**{**CANARY, "TrafficRoutingConfig": {"Type": "AllAtOnce"}}) == ["DeploymentConfigName ${Config}"]
    assert custom() == ["MinimumHealthyHosts null null"]
