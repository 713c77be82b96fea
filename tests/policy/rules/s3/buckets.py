"""A bucket as it should be, and its ways to go wrong."""

from copy import deepcopy
from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of

GOOD: dict[str, Any] = {
    "BucketEncryption": {
        "ServerSideEncryptionConfiguration": [
            {
                "BucketKeyEnabled": True,
                "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Ref": "Key"}},
            }
        ]
    },
    "LoggingConfiguration": {"DestinationBucketName": {"Ref": "Logs"}},
    "VersioningConfiguration": {"Status": "Enabled"},
}


def bucket(**changes: Any) -> dict[str, Any]:
    """Good but for what is said; None takes a property away."""
    properties = {**deepcopy(GOOD), **changes}
    return {"Type": "AWS::S3::Bucket", "Properties": {k: v for k, v in properties.items() if v is not None}}


def encrypted(algorithm: str | None, **default: Any) -> dict[str, Any]:
    by_default = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": algorithm, **default}}
    return {"ServerSideEncryptionConfiguration": [by_default]}


def with_log_bucket(logs: dict[str, Any]) -> Assembly:
    """`Data` logs its accesses to `Logs`."""
    return assembly_of(Data=bucket(), Logs=logs)


def with_balancer(logs: dict[str, Any]) -> Assembly:
    """A load balancer logs to `Logs`."""
    attributes = [{"Key": "access_logs.s3.bucket", "Value": {"Ref": "Logs"}}]
    balancer = {
        "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "Properties": {"LoadBalancerAttributes": attributes},
    }
    return assembly_of(Balancer=balancer, Logs=logs)
