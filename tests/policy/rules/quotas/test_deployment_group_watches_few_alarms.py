import pytest

from policy.rules.quotas.deployment_group_watches_few_alarms import LISTS, check
from tests.policy.rules.builder import assembly_of, details


@pytest.mark.parametrize("where", LISTS)
def test_ten_and_eleven(where: str) -> None:
    def found(count: int) -> list[str]:
        value: object = [{"Name": str(number)} for number in range(count)]
        for step in reversed(where.split(".")):
            value = {step: value}
        return details(check, assembly_of({"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": value}))

    assert found(10) == []
    assert found(11) == [f"11 {where}; CodeDeploy takes 10"]
