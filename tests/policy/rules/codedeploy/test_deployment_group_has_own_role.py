from policy.rules.codedeploy.deployment_group_has_own_role import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codedeploy.groups import definition, group


def test_its_own() -> None:
    assert details(check, group()) == []
    assert details(check, assembly_of(definition(), definition(ServiceRoleArn="other"))) == []


def test_none_or_one_for_two() -> None:
    assert details(check, group(ServiceRoleArn=None)) == ["ServiceRoleArn"]
    assert details(check, assembly_of(definition(), definition())) == ["ServiceRoleArn", "ServiceRoleArn"]
