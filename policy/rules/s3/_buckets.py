"""Buckets, their policies, and which of them hold logs."""

from collections.abc import Iterator
from typing import Any

from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import resource_meant
from policy.templates.template import listed
from policy.templates.values import at

BUCKET, POLICY = "AWS::S3::Bucket", "AWS::S3::BucketPolicy"
BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"


def policies(bucket: Located) -> list[Located]:
    return [
        policy
        for policy in bucket.stack.resources(POLICY)
        if resource_meant(bucket.stack, policy.properties.get("Bucket"), "BucketName", BUCKET) == bucket
    ]


def data_buckets(assembly: Assembly) -> Iterator[Located]:
    """All but the destinations of logs."""
    return (bucket for bucket in assembly.resources(BUCKET) if not holds_logs(bucket))


def log_buckets(assembly: Assembly) -> Iterator[Located]:
    return (bucket for bucket in assembly.resources(BUCKET) if holds_logs(bucket))


def holds_logs(bucket: Located) -> bool:
    """Whether access logs of S3 or of a load balancer of the same stack are delivered to it."""
    destinations = [resource_meant(bucket.stack, value, "BucketName", BUCKET) for value in _destinations(bucket.stack)]
    return bucket in destinations


def lifecycle_rules(bucket: Located) -> list[Any]:
    """Those that are in force."""
    rules = listed(at(bucket.properties, "LifecycleConfiguration.Rules") or [])
    return [rule for rule in rules if at(rule, "Status") == "Enabled"]


def default_encryption(bucket: Located) -> Any:
    """The first rule of the default encryption; S3 takes no more than one. Empty where there is none."""
    rules = listed(at(bucket.properties, "BucketEncryption.ServerSideEncryptionConfiguration") or [])
    return rules[0] if rules else {}


def _destinations(stack: Stack) -> Iterator[Any]:
    for bucket in stack.resources(BUCKET):
        yield at(bucket.properties, "LoggingConfiguration.DestinationBucketName")
    for balancer in stack.resources(BALANCER):
        for attribute in listed(balancer.properties.get("LoadBalancerAttributes", [])):
            if at(attribute, "Key") == "access_logs.s3.bucket":
                yield at(attribute, "Value")
