from typing import Any

import pytest

from policy.rules.codepipeline.artifact_store_is_declared import check
from tests.policy.rules.codepipeline.pipelines import Change, found
from tests.policy.rules.s3.buckets import bucket, encrypted

KEYS = {name: {"Type": "AWS::KMS::Key"} for name in ("Key", "Other")}


def store(location: Any = None, key: Any = None) -> Change:
    encryption = {"Id": key or {"Ref": "Key"}, "Type": "KMS"}
    return ("", "ArtifactStore", {"Location": location or {"Ref": "Bucket"}, "EncryptionKey": encryption})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (store(), []),
        (store(location="named"), []),
        (store(location="other"), ["ArtifactStore.Location"]),
        (store(key={"Ref": "Other"}), ["ArtifactStore.EncryptionKey"]),
        (store(key="arn:aws:kms:eu-central-1:111111111111:key/1"), ["ArtifactStore.EncryptionKey"]),
    ],
)
def test_finds(change: Change, expected: list[str]) -> None:
    assert found(check, change, Bucket=bucket(BucketName="named"), **KEYS) == expected


def test_a_bucket_with_another_key_is_found() -> None:
    other = bucket(BucketEncryption=encrypted("aws:kms", KMSMasterKeyID={"Ref": "Other"}))
    assert found(check, store(), Bucket=other, **KEYS) == ["ArtifactStore.EncryptionKey"]
