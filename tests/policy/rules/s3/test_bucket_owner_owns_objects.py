from typing import Any

import pytest

from policy.rules.s3.bucket_owner_owns_objects import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.buckets import bucket

ENFORCED = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


def test_the_owner_owns() -> None:
    assert details(check, assembly_of(bucket(OwnershipControls=ENFORCED))) == []


@pytest.mark.parametrize("controls", [None, {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}])
def test_the_writer_owns(controls: Any) -> None:
    assert details(check, assembly_of(bucket(OwnershipControls=controls))) == ["ObjectOwnership"]


def test_an_acl() -> None:
    found = details(check, assembly_of(bucket(OwnershipControls=ENFORCED, AccessControl="LogDeliveryWrite")))
    assert found == ["AccessControl LogDeliveryWrite"]
