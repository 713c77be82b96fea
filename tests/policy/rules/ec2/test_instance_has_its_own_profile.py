from typing import Any

import pytest

from policy.rules.ec2.instance_has_its_own_profile import check
from tests.policy.rules.builder import assembly_of, details

PROFILE = {"Type": "AWS::IAM::InstanceProfile"}

CASES: list[tuple[Any, list[str]]] = [
    ({"IamInstanceProfile": {"Arn": {"Fn::GetAtt": ["Profile", "Arn"]}}}, []),
    ({"IamInstanceProfile": {"Name": {"Ref": "Profile"}}}, []),
    ({"IamInstanceProfile": {"Name": "admin"}}, ['IamInstanceProfile::{"Name": "admin"}']),
    ({"IamInstanceProfile": {"Ref": "Other"}}, ["IamInstanceProfile::${Other}"]),
    ({}, ["IamInstanceProfile::none"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        Template={"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": given}}, Profile=PROFILE
    )
    assert details(check, assembly) == found
