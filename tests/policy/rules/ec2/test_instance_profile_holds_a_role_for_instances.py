from typing import Any

import pytest

from policy.rules.ec2.instance_profile_holds_a_role_for_instances import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import role

ROLES = {
    "Instance": role({"Service": "ec2.amazonaws.com"}),
    "Release": role({"AWS": "arn:aws:iam::111111111111:role/app-pipeline"}),
    "Deploy": role({"Service": ["codedeploy.amazonaws.com", "ec2.amazonaws.com"]}),
}


def found(*roles: Any) -> list[str]:
    profile = {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": list(roles)}}
    return details(check, assembly_of(Profile=profile, **ROLES))


def test_the_one_for_instances() -> None:
    assert found({"Ref": "Instance"}) == []


@pytest.mark.parametrize(
    "roles", [[], ["elsewhere"], [{"Ref": "Release"}], [{"Ref": "Deploy"}], [{"Ref": "Instance"}, {"Ref": "Release"}]]
)
def test_any_other(roles: list[Any]) -> None:
    assert found(*roles) == ["Roles"]
