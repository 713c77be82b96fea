from typing import Any

import pytest

from policy.rules.s3.destination_has_a_known_owner import check
from tests.policy.rules.builder import assembly_of, details

OWN = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "own"}}
PROJECT, BALANCER = "AWS::CodeBuild::Project", "AWS::ElasticLoadBalancingV2::LoadBalancer"


def found(resource_type: str, **properties: Any) -> list[str]:
    return details(check, assembly_of({"Type": resource_type, "Properties": properties}, Own=OWN))


@pytest.mark.parametrize(
    "bucket", [{"Ref": "Own"}, {"Fn::Sub": "${Own}/cache"}, "own/x", "logs-111111111111-eu-central-1"]
)
def test_a_known_bucket_passes(bucket: Any) -> None:
    assert found(PROJECT, Cache={"Type": "S3", "Location": bucket}) == []


@pytest.mark.parametrize("bucket", ["strange", "logs-999999999999", "a1111111111112"])
def test_a_strange_bucket_is_found(bucket: str) -> None:
    logs = {"S3Logs": {"Status": "ENABLED", "Location": f"{bucket}/x"}}
    assert found(PROJECT, Cache={"Type": "S3", "Location": f"{bucket}/x"}) == [f"Cache.Location::{bucket}"]
    assert found(PROJECT, LogsConfig=logs) == [f"LogsConfig.S3Logs.Location::{bucket}"]
    attribute = {"Key": "access_logs.s3.bucket", "Value": bucket}
    assert found(BALANCER, LoadBalancerAttributes=[attribute]) == [f"access_logs.s3.bucket::{bucket}"]
    flow_log = {"LogDestinationType": "s3", "LogDestination": f"arn:aws:s3:::{bucket}/x"}
    assert found("AWS::EC2::FlowLog", **flow_log) == [f"LogDestination::{bucket}"]


def test_a_local_cache_has_no_bucket() -> None:
    assert found(PROJECT, Cache={"Type": "LOCAL"}) == []
