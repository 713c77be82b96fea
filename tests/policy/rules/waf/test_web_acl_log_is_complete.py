from typing import Any

import pytest

from policy.rules.waf.web_acl_log_is_complete import check
from tests.policy.rules.builder import assembly_of, details


def found(default: str, behavior: str, action: str) -> list[str]:
    conditions = [{"ActionCondition": {"Action": action}}]
    logging_filter: Any = {"DefaultBehavior": default, "Filters": [{"Behavior": behavior, "Conditions": conditions}]}
    properties = {"LoggingFilter": logging_filter}
    return details(check, assembly_of({"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": properties}))


def test_what_was_allowed_may_be_dropped() -> None:
    assert found("KEEP", "DROP", "ALLOW") == found("DROP", "KEEP", "BLOCK") == []
    assert details(check, assembly_of({"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": {}})) == []


@pytest.mark.parametrize("wrong", [("KEEP", "DROP", "BLOCK"), ("DROP", "KEEP", "ALLOW")])
def test_dropping_what_was_blocked_is_found(wrong: tuple[str, str, str]) -> None:
    assert found(*wrong) == ["LoggingFilter"]
