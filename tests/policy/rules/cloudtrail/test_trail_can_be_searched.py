from typing import Any

import pytest

from policy.rules.cloudtrail.trail_can_be_searched import check
from tests.policy.rules.builder import details
from tests.policy.rules.cloudtrail.trail import assembly


def test_a_log_group_of_the_stack() -> None:
    assert details(check, assembly({})) == []


@pytest.mark.parametrize("group", [None, {"Fn::GetAtt": ["Bucket", "Arn"]}, "arn:aws:logs:eu-central-1:1:log-group:x"])
def test_none_or_one_that_nobody_knows(group: Any) -> None:
    assert details(check, assembly({"CloudWatchLogsLogGroupArn": group})) == ["CloudWatchLogsLogGroupArn"]
