from typing import Any

import pytest

from policy.rules.s3.artifact_expires_in_time import check
from tests.policy.rules.codepipeline.pipelines import found
from tests.policy.rules.s3.buckets import bucket

STORE = ("", "ArtifactStore.Location", {"Ref": "Bucket"})


def rules(*given: dict[str, Any]) -> dict[str, Any]:
    return bucket(LifecycleConfiguration={"Rules": [{"Status": "Enabled", **one} for one in given]})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (rules({"Prefix": "app/Templates", "ExpirationInDays": 30}), []),
        (rules({"ExpirationInDays": 365}), []),
        (rules({"Prefix": "app/Templates", "ExpirationInDays": 29}), ["app/Templates goes after 29 days"]),
        (rules({"Prefix": "app/Other", "ExpirationInDays": 30}), ["app/Templates stays"]),
        (rules({"Status": "Disabled", "ExpirationInDays": 30}), ["app/Templates stays"]),
        (
            rules({"ExpirationInDays": 30, "NoncurrentVersionExpiration": {"NoncurrentDays": 1}}),
            ["app/Templates goes after 1 days"],
        ),
    ],
)
def test_finds(given: dict[str, Any], expected: list[str]) -> None:
    assert found(check, STORE, Bucket=given) == expected


def test_a_bucket_of_another_template_is_not_looked_at() -> None:
    assert found(check) == []
