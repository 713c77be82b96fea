from typing import Any

import pytest

from policy.rules.codebuild.build_logs_to_declared_group import check
from tests.policy.rules.builder import details
from tests.policy.rules.codebuild.projects import project


def test_a_group_of_the_stack() -> None:
    assert details(check, project()) == []


@pytest.mark.parametrize(
    ("logs", "detail"),
    [
        (None, "CloudWatchLogs.Status"),
        ({"CloudWatchLogs": {"Status": "DISABLED"}}, "CloudWatchLogs.Status"),
        ({"CloudWatchLogs": {"Status": "ENABLED"}}, "CloudWatchLogs.GroupName"),
        ({"CloudWatchLogs": {"Status": "ENABLED", "GroupName": "/other"}}, "CloudWatchLogs.GroupName"),
    ],
)
def test_a_log_that_is_nowhere_or_anywhere(logs: Any, detail: str) -> None:
    assert details(check, project(LogsConfig=logs)) == [detail]
