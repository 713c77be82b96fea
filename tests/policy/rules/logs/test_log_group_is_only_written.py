from typing import Any

import pytest

from policy.rules.logs.log_group_is_only_written import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import document

WRITE = {"Sid": "Write", "Principal": {"Service": "events.amazonaws.com"}, "Resource": "*"}


def found(*statements: dict[str, Any]) -> list[str]:
    group = {"Type": "AWS::Logs::LogGroup", "Properties": {"ResourcePolicyDocument": document(*statements)}}
    return details(check, assembly_of(group))


def test_a_service_that_writes() -> None:
    assert found({**WRITE, "Action": ["logs:CreateLogStream", "logs:PutLogEvents"]}) == []


@pytest.mark.parametrize("action", ["logs:GetLogEvents", "logs:DeleteLogGroup", "logs:*", "*"])
def test_a_service_that_may_do_more(action: str) -> None:
    assert found({**WRITE, "Action": ["logs:PutLogEvents", action]}) == [f"Write::{action}"]


def test_what_is_allowed_by_exclusion() -> None:
    assert found({**WRITE, "NotAction": "logs:DeleteLogGroup"}) == ["Write::NotAction logs:DeleteLogGroup"]
