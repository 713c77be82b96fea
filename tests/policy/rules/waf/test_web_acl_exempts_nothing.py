from typing import Any

import pytest

from policy.rules.waf.web_acl_exempts_nothing import check
from tests.policy.rules.builder import assembly_of, details


def found(allow_at: int = 9, **of_group: Any) -> list[str]:
    managed = {"Name": "Managed", "Priority": 1, "Statement": {"ManagedRuleGroupStatement": {"Name": "x", **of_group}}}
    allow = {"Name": "Us", "Priority": allow_at, "Action": {"Allow": {}}, "Statement": {"GeoMatchStatement": {}}}
    return details(check, assembly_of({"Type": "AWS::WAFv2::WebACL", "Properties": {"Rules": [allow, managed]}}))


def override(action: str) -> list[dict[str, Any]]:
    return [{"Name": "Rule", "ActionToUse": {action: {}}}]


def test_whole_groups_pass() -> None:
    assert found() == found(RuleActionOverrides=override("Block")) == []


def test_an_allow_before_is_found() -> None:
    assert found(allow_at=0) == ["Allow::Us"]


@pytest.mark.parametrize(
    ("element", "value", "detail"),
    [
        ("ScopeDownStatement", {"GeoMatchStatement": {}}, "ScopeDownStatement"),
        ("ExcludedRules", [{"Name": "Rule"}], "ExcludedRules"),
        ("RuleActionOverrides", override("Count"), "RuleActionOverrides::Rule"),
    ],
)
def test_an_exemption_is_found(element: str, value: Any, detail: str) -> None:
    assert found(**{element: value}) == [f"Managed::{detail}"]
