from typing import Any

import pytest

from policy.rules.s3.bucket_has_own_key import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.buckets import bucket, encrypted, with_balancer, with_log_bucket


@pytest.mark.parametrize("encryption", [encrypted("aws:kms", KMSMasterKeyID="k"), encrypted("AES256")])
def test_log_buckets_are_another_rules_matter(encryption: Any) -> None:
    assert details(check, with_log_bucket(bucket(BucketEncryption=encryption))) == []
    assert details(check, with_balancer(bucket(BucketEncryption=encryption))) == []


@pytest.mark.parametrize(
    ("encryption", "detail"),
    [
        (None, "SSEAlgorithm None"),
        ({"Ref": "AWS::NoValue"}, "SSEAlgorithm None"),
        (encrypted("AES256"), "SSEAlgorithm AES256"),
        (encrypted("aws:kms"), "KMSMasterKeyID"),
        (encrypted("aws:kms", KMSMasterKeyID="alias/aws/s3"), "KMSMasterKeyID"),
    ],
)
def test_a_bucket_without_a_key_of_the_customer(encryption: Any, detail: str) -> None:
    assert details(check, assembly_of(bucket(BucketEncryption=encryption))) == [detail]
