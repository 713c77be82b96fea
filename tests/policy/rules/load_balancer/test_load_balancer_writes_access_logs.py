from typing import Any

import pytest

from policy.rules.load_balancer.load_balancer_writes_access_logs import check
from tests.policy.rules.builder import assembly_of, details

BUCKET = {"Key": "access_logs.s3.bucket", "Value": {"Ref": "Logs"}}

CASES: list[tuple[Any, list[str]]] = [
    ([{"Key": "access_logs.s3.enabled", "Value": True}, BUCKET], []),
    ([{"Key": "access_logs.s3.enabled", "Value": "false"}, BUCKET], ["access_logs.s3"]),
    ([{"Key": "access_logs.s3.enabled", "Value": "true"}], ["access_logs.s3"]),
    ([], ["access_logs.s3"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"LoadBalancerAttributes": given}}
    )
    assert details(check, assembly) == found
