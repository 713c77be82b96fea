from typing import Any

import pytest

from policy.rules.codepipeline.artifact_store_has_own_key import check
from tests.policy.rules.codepipeline.pipelines import GOOD, Change, found

STORE = GOOD["ArtifactStore"]


def in_regions(*stores: Any) -> tuple[Change, Change]:
    return ("", "ArtifactStore", None), ("", "ArtifactStores", [{"Region": "r", "ArtifactStore": s} for s in stores])


def test_a_key_of_the_customer() -> None:
    assert found(check) == []
    assert found(check, *in_regions(STORE, STORE)) == []


@pytest.mark.parametrize(
    "changes",
    [
        [("", "ArtifactStore.EncryptionKey", None)],
        [("", "ArtifactStore.EncryptionKey.Id", "alias/aws/s3")],
        [("", "ArtifactStore", None)],
        in_regions(STORE, {"Location": "b", "Type": "S3"}),
    ],
)
def test_no_key_or_one_of_aws(changes: list[Change]) -> None:
    assert found(check, *changes) == ["ArtifactStore.EncryptionKey"]
