from typing import Any

import pytest

from policy.rules.s3.log_bucket_uses_s3_key import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.buckets import bucket, encrypted, with_balancer, with_log_bucket


def test_other_buckets_are_another_rules_matter() -> None:
    assert details(check, assembly_of(bucket())) == []


@pytest.mark.parametrize("holding", [with_log_bucket, with_balancer])
def test_logs_under_the_key_of_s3(holding: Any) -> None:
    assert details(check, holding(bucket(BucketEncryption=encrypted("AES256")))) == []


@pytest.mark.parametrize("holding", [with_log_bucket, with_balancer])
@pytest.mark.parametrize("algorithm", ["aws:kms", None])
def test_logs_that_cannot_be_delivered(holding: Any, algorithm: str | None) -> None:
    assert details(check, holding(bucket(BucketEncryption=encrypted(algorithm)))) == [f"SSEAlgorithm {algorithm}"]


def test_a_destination_that_is_meant_by_its_name() -> None:
    data = bucket(LoggingConfiguration={"DestinationBucketName": "my-logs"})
    found = details(check, assembly_of(Data=data, Logs=bucket(BucketName="my-logs")))
    assert found == ["SSEAlgorithm aws:kms"]
