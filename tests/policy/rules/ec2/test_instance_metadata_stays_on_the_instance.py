from typing import Any

import pytest

from policy.rules.ec2.instance_metadata_stays_on_the_instance import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"MetadataOptions": {"HttpPutResponseHopLimit": 1}}, []),
    ({"MetadataOptions": {"HttpPutResponseHopLimit": "1"}}, []),
    ({"MetadataOptions": {"HttpEndpoint": "disabled"}}, []),
    ({"MetadataOptions": {"HttpPutResponseHopLimit": 2}}, ["MetadataOptions.HttpPutResponseHopLimit::2"]),
    ({"MetadataOptions": {}}, ["MetadataOptions.HttpPutResponseHopLimit::not set"]),
    ({}, ["MetadataOptions.HttpPutResponseHopLimit::not set"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": given}})
    assert details(check, assembly) == found
