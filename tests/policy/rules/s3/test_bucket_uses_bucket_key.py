import pytest

from policy.rules.s3.bucket_uses_bucket_key import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.buckets import bucket, encrypted


@pytest.mark.parametrize("algorithm", ["AES256", "aws:kms:dsse", None])
def test_other_encryption_has_no_bucket_key(algorithm: str | None) -> None:
    assert details(check, assembly_of(bucket(BucketEncryption=encrypted(algorithm)))) == []


def test_a_bucket_with_a_bucket_key() -> None:
    assert details(check, assembly_of(bucket())) == []


def test_a_bucket_that_asks_kms_for_each_object() -> None:
    encryption = encrypted("aws:kms", KMSMasterKeyID={"Ref": "Key"})
    assert details(check, assembly_of(bucket(BucketEncryption=encryption))) == ["BucketKeyEnabled"]
