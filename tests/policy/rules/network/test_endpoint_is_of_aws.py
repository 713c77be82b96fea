from typing import Any

import pytest

from policy.rules.network.endpoint_is_of_aws import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"ServiceName": "com.amazonaws.eu-central-1.s3"}, []),
    ({"ServiceName": {"Fn::Join": ["", ["com.amazonaws.", {"Ref": "AWS::Region"}, ".ecr.api"]]}}, []),
    ({"ServiceName": "com.amazonaws.us-east-1.s3"}, ["ServiceName::com.amazonaws.us-east-1.s3"]),
    (
        {"ServiceName": "com.amazonaws.vpce.eu-central-1.vpce-svc-1"},
        ["ServiceName::com.amazonaws.vpce.eu-central-1.vpce-svc-1"],
    ),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::VPCEndpoint", "Properties": given})
    assert details(check, assembly) == found
