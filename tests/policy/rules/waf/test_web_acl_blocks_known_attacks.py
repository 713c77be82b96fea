from typing import Any

import pytest

from policy.rules.waf.web_acl_blocks_known_attacks import check
from tests.policy.rules.builder import assembly_of, details

BAD_INPUTS = "ManagedRuleGroup::AWSManagedRulesKnownBadInputsRuleSet"


def _managed(name: str, override: str = "None") -> dict[str, Any]:
    statement = {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name}}
    return {"Statement": statement, "OverrideAction": {override: {}}}


CASES: list[tuple[Any, list[str]]] = [
    ([_managed("AWSManagedRulesCommonRuleSet"), _managed("AWSManagedRulesKnownBadInputsRuleSet")], []),
    ([_managed("AWSManagedRulesCommonRuleSet")], [BAD_INPUTS]),
    (
        [_managed("AWSManagedRulesCommonRuleSet"), _managed("AWSManagedRulesKnownBadInputsRuleSet", "Count")],
        [BAD_INPUTS],
    ),
    ([], ["ManagedRuleGroup::AWSManagedRulesCommonRuleSet", BAD_INPUTS]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::WAFv2::WebACL", "Properties": {"Rules": given}})
    assert details(check, assembly) == found
