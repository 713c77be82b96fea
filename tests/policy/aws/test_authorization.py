"""What is checked in is what cfn-lint's copy of AWS's reference says today."""

import pytest

from policy.aws.authorization import FILE, takes_no_resource
from policy.aws.generate import generated


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text() == generated(), "run python -m policy.aws.generate"


@pytest.mark.parametrize("action", ["ec2:DescribeInstances", "codedeploy:PutLifecycleEventHookExecutionStatus"])
def test_an_action_without_resource_is_known_in_any_case(action: str) -> None:
    assert takes_no_resource(action)
    assert takes_no_resource(action.upper())


@pytest.mark.parametrize("action", ["s3:GetObject", "cloudwatch:DescribeAlarms", "no:Such", "ec2", "ec2:"])
def test_what_takes_one_or_is_unknown_is_not(action: str) -> None:
    assert not takes_no_resource(action)
