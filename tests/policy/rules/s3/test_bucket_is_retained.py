import pytest

from policy.rules.s3.bucket_is_retained import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.buckets import bucket


@pytest.mark.parametrize("deletion", ["Retain", "RetainExceptOnCreate"])
def test_the_bucket_stays(deletion: str) -> None:
    kept = {**bucket(), "DeletionPolicy": deletion, "UpdateReplacePolicy": "Retain"}
    assert details(check, assembly_of(kept)) == []


def test_the_default_is_to_delete() -> None:
    assert details(check, assembly_of(bucket())) == ["DeletionPolicy Delete", "UpdateReplacePolicy Delete"]


def test_a_replacement_deletes_too() -> None:
    kept = {**bucket(), "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Delete"}
    assert details(check, assembly_of(kept)) == ["UpdateReplacePolicy Delete"]
