from typing import Any

import pytest

from policy.rules.cloudtrail.trail_delivers_to_a_known_bucket import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.cloudtrail.trail import assembly, resources


def test_a_bucket_of_the_stack_or_of_another() -> None:
    there = stack_of(resources({}), "Pipeline")
    trail = resources({"S3BucketName": "records"})["Trail"]
    assert details(check, Assembly((there, stack_of({"Trail": trail}, "dev", account="222222222222")))) == []


@pytest.mark.parametrize("bucket", [None, "records-of-somebody", {"Ref": "Key"}])
def test_a_bucket_that_no_rule_has_seen(bucket: Any) -> None:
    assert details(check, assembly({"S3BucketName": bucket})) == ["S3BucketName"]
