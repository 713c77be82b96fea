import pytest

from policy.rules.s3.bucket_blocks_public_access import FLAGS, check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.buckets import bucket


@pytest.mark.parametrize("yes", [True, "true"])
def test_all_four(yes: bool | str) -> None:
    assert details(check, assembly_of(bucket(PublicAccessBlockConfiguration=dict.fromkeys(FLAGS, yes)))) == []


@pytest.mark.parametrize("flag", FLAGS)
def test_three_are_not_enough(flag: str) -> None:
    flags = {**dict.fromkeys(FLAGS, True), flag: False}
    assert details(check, assembly_of(bucket(PublicAccessBlockConfiguration=flags))) == [flag]


def test_none_is_worse() -> None:
    assert details(check, assembly_of(bucket())) == sorted(FLAGS)
