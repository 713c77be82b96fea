import pytest

from policy.rules.iam.trust_source_is_in_the_account import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import CODEBUILD, role


@pytest.mark.parametrize("suffix", ["", "IfExists"])
def test_a_foreign_source_is_found(suffix: str) -> None:
    arn = "arn:aws:codebuild:eu-central-1:999999999999:project/build"
    condition = {f"StringEquals{suffix}": {"aws:SourceAccount": "999999999999", "aws:SourceArn": arn}}
    expected = ["aws:SourceAccount::999999999999", f"aws:SourceArn::{arn}"]
    assert details(check, assembly_of(role(CODEBUILD, condition))) == expected


@pytest.mark.parametrize("arn", ["arn:aws:s3:::bucket", "arn:aws:codebuild:eu-central-1:111111111111:project/build"])
def test_its_own_account_passes(arn: str) -> None:
    condition = {"StringEquals": {"aws:SourceAccount": "111111111111"}, "ArnEquals": {"aws:SourceArn": arn}}
    assert details(check, assembly_of(role(CODEBUILD, condition))) == []
