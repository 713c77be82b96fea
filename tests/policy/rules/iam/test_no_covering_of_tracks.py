import pytest

from policy.rules.iam.no_covering_of_tracks import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity


@pytest.mark.parametrize(
    "action", ["cloudtrail:StopLogging", "logs:DeleteLogGroup", "logs:putretentionpolicy", "cloudwatch:DeleteAlarms"]
)
def test_what_hides_is_found(action: str) -> None:
    assert details(check, assembly_of(identity({"Action": action, "Resource": "arn:x"}))) == [f"Action::{action}"]


@pytest.mark.parametrize("action", ["logs:PutLogEvents", "cloudwatch:DescribeAlarms", "cloudtrail:LookupEvents"])
def test_writing_and_looking_pass(action: str) -> None:
    assert details(check, assembly_of(identity({"Action": action, "Resource": "arn:x"}))) == []
