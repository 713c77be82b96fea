from typing import Any

import pytest

from policy.rules.ec2.disk_is_encrypted import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"Encrypted": True}}]}, []),
    ({"BlockDeviceMappings": [{"DeviceName": "a", "Ebs": {"Encrypted": "true"}}, {"VirtualName": "ephemeral0"}]}, []),
    ({"BlockDeviceMappings": [{"DeviceName": "a", "Ebs": {"Encrypted": False}}]}, ["Ebs.Encrypted::a"]),
    ({"BlockDeviceMappings": [{"DeviceName": "a", "Ebs": {"Encrypted": {"Ref": "Choice"}}}]}, ["Ebs.Encrypted::a"]),
    ({"BlockDeviceMappings": [{"Ebs": {"VolumeSize": 8}}]}, ["Ebs.Encrypted::unknown"]),
    ({"BlockDeviceMappings": {"Fn::If": ["Plain", [], []]}}, ["Ebs.Encrypted::unknown"]),
    ({}, ["BlockDeviceMappings::none"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": given}})
    assert details(check, assembly) == found


@pytest.mark.parametrize(("properties", "found"), [({"Encrypted": True}, []), ({"Size": 8}, ["Encrypted"])])
def test_finds_a_plain_volume(properties: dict[str, Any], found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::EC2::Volume", "Properties": properties})) == found
