from typing import Any

import pytest

from policy.rules.ec2.disk_goes_with_its_instance import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"BlockDeviceMappings": [{"DeviceName": "a", "Ebs": {"DeleteOnTermination": True}}]}, []),
    ({"BlockDeviceMappings": [{"DeviceName": "a", "Ebs": {"DeleteOnTermination": False}}]}, ["DeleteOnTermination::a"]),
    ({"BlockDeviceMappings": [{"DeviceName": "b", "Ebs": {"VolumeSize": 8}}]}, ["DeleteOnTermination::b"]),
    ({"BlockDeviceMappings": [{"DeviceName": "c", "NoDevice": {}}]}, []),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::Instance", "Properties": given})
    assert details(check, assembly) == found
