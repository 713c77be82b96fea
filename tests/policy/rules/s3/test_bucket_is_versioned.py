from typing import Any

import pytest

from policy.rules.s3.bucket_is_versioned import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.buckets import bucket, with_log_bucket


def test_versions_are_kept_but_of_logs() -> None:
    assert details(check, with_log_bucket(bucket(VersioningConfiguration=None))) == []


@pytest.mark.parametrize("versioning", [None, {"Status": "Suspended"}])
def test_what_is_overwritten_is_lost(versioning: Any) -> None:
    assert details(check, assembly_of(bucket(VersioningConfiguration=versioning))) == ["VersioningConfiguration"]
