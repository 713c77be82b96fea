from typing import Any

import pytest

from policy.rules.network.subnet_gives_no_public_addresses import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({}, []),
    ({"MapPublicIpOnLaunch": False}, []),
    ({"MapPublicIpOnLaunch": True}, ["MapPublicIpOnLaunch::true"]),
    ({"MapPublicIpOnLaunch": {"Ref": "Choice"}}, ["MapPublicIpOnLaunch::${Choice}"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::Subnet", "Properties": given})
    assert details(check, assembly) == found
