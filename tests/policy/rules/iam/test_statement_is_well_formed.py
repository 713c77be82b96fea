from typing import Any

import pytest

from policy.rules.iam.statement_is_well_formed import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy, identity, role

WHOLE = {"Sid": "S", "Action": "a:B", "Resource": "arn:x"}


@pytest.mark.parametrize(
    ("changed", "detail"),
    [
        ({"Effect": "allow"}, "S::Effect allow"),
        ({"Effect": None}, "S::Effect None"),
        ({"Conditions": {}}, "S::Conditions"),
        ({"Action": []}, "S::no Action"),
        ({"Resource": []}, "S::no Resource"),
    ],
)
def test_what_iam_would_refuse_is_found(changed: dict[str, Any], detail: str) -> None:
    assert details(check, assembly_of(identity({**WHOLE, **changed}))) == [detail]


def test_nobody_let_in_is_found() -> None:
    assert details(check, assembly_of(bucket_policy(WHOLE))) == ["S::no Principal"]


def test_an_old_version_is_found() -> None:
    old = identity(WHOLE)
    old["Properties"]["PolicyDocument"]["Version"] = "2008-10-17"
    assert details(check, assembly_of(old)) == ["S::Version 2008-10-17"]


def test_the_statement_of_a_firewalls_rule_is_no_policy() -> None:
    rule = {"Name": "Known", "Statement": {"ManagedRuleGroupStatement": {"VendorName": "AWS"}}}
    assert details(check, assembly_of({"Type": "AWS::WAFv2::WebACL", "Properties": {"Rules": [rule]}})) == []


def test_whole_statements_pass() -> None:
    bus = {
        "Type": "AWS::Events::EventBusPolicy",
        "Properties": {"Statement": {**WHOLE, "Effect": "Allow", "Principal": {"AWS": "1"}}},
    }
    assert details(check, assembly_of(identity(WHOLE), role(), bus)) == []
