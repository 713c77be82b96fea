from typing import Any

import pytest

from policy.rules.cloudtrail.artifacts_are_recorded import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.cloudtrail.trail import resources

HERE, THERE = "artifacts-here", "artifacts-there"


def found(*values: Any, reads: str = "All") -> list[str]:
    data = [{"Type": "AWS::S3::Object", "Values": list(values)}]
    trail = {"EventSelectors": [{"ReadWriteType": reads, "IncludeManagementEvents": True, "DataResources": data}]}
    stores = [{"Region": "eu-central-1", "ArtifactStore": {"Location": {"Ref": "Artifacts"}}}]
    stores.append({"Region": "eu-west-1", "ArtifactStore": {"Location": THERE}})
    pipeline = {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"ArtifactStores": stores}}
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": HERE}}
    return details(check, assembly_of(**resources(trail), Pipeline=pipeline, Artifacts=bucket))


def test_the_buckets_of_all_regions() -> None:
    assert found(f"arn:aws:s3:::{HERE}/", f"arn:aws:s3:::{THERE}/") == []


@pytest.mark.parametrize(
    "values", [[f"arn:aws:s3:::{HERE}/"], [f"arn:aws:s3:::{HERE}/", f"arn:aws:s3:::{THERE}/built"]]
)
def test_a_bucket_that_is_left_out_or_seen_in_part(values: list[str]) -> None:
    assert found(*values) == [f"Objects::{THERE}"]


def test_what_reads_counts_too() -> None:
    assert found(f"arn:aws:s3:::{HERE}/", f"arn:aws:s3:::{THERE}/", reads="WriteOnly") == [
        f"Objects::{HERE}",
        f"Objects::{THERE}",
    ]
