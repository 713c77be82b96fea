from typing import Any

import pytest

from policy.rules.ec2.disks_share_the_choice_of_key import check
from tests.policy.rules.builder import assembly_of, details

PLAIN = {"DeviceName": "a", "Ebs": {"Encrypted": True}}
KEYED = {"DeviceName": "b", "Ebs": {"Encrypted": True, "KmsKeyId": {"Ref": "Key"}}}

CASES: list[tuple[Any, list[str]]] = [
    ([PLAIN, PLAIN], []),
    ([KEYED, KEYED], []),
    ([PLAIN, KEYED], ["Ebs.KmsKeyId::a"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {"BlockDeviceMappings": given}}}
    )
    assert details(check, assembly) == found
