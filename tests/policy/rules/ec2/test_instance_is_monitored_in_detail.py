from typing import Any

import pytest

from policy.rules.ec2.instance_is_monitored_in_detail import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"Monitoring": {"Enabled": True}}, []),
    ({"Monitoring": True}, []),
    ({"InstanceMonitoring": True}, []),
    ({"Monitoring": {"Enabled": False}}, ["Monitoring.Enabled"]),
    ({}, ["Monitoring.Enabled"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": given}})
    assert details(check, assembly) == found
