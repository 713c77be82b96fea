"""Needs become statements that allow them and nothing else, in documents that IAM takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.execution import documents
from policy.execution.documents import MAX_SIZE, TooLargeError, size, split, statements
from policy.execution.matching import allows
from policy.execution.need import Condition, Need

CALLED: Condition = ("StringEquals", "kms:ViaService", ("s3.eu-central-1.amazonaws.com",))


def need(action: str, *resources: str, conditions: tuple[Condition, ...] = ()) -> Need:
    return Need("Stack", "Id", "create", action, resources, conditions)


SOME = st.builds(
    need,
    st.sampled_from(["s3:GetObject", "s3:PutObject", "kms:Decrypt"]),
    st.sampled_from(["a", "a/*", "b", "*"]),
    conditions=st.sampled_from([(), (CALLED,)]),
)


def test_actions_on_the_same_resources_share_a_statement() -> None:
    assert statements([need("b:Two", "r"), need("a:One", "r"), need("c:Three", "s")]) == [
        {"Effect": "Allow", "Action": ["a:One", "b:Two"], "Resource": ["r"]},
        {"Effect": "Allow", "Action": ["c:Three"], "Resource": ["s"]},
    ]


def test_what_another_statement_allows_already_is_left_out() -> None:
    needs = [
        need("kms:Decrypt", "key/*"),
        need("kms:Decrypt", "key/1"),
        need("kms:Decrypt", "key/*", conditions=(CALLED,)),
    ]
    assert statements(needs) == [{"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": ["key/*"]}]


@given(st.lists(SOME))
def test_statements_allow_what_is_needed_in_any_order(needs: list[Need]) -> None:
    written = statements(needs)
    assert all(allows(written, one) for one in needs)
    assert written == statements(reversed(needs))


@given(st.lists(SOME), SOME)
def test_statements_allow_nothing_else(needs: list[Need], other: Need) -> None:
    if allows(statements(needs), other):
        assert any(allows(statements([one]), other) for one in needs)


def test_a_long_statement_is_halved_until_it_fits() -> None:
    long = statements([need("ec2:CreateVpc", *(f"arn:aws:ec2:eu-central-1:111111111111:vpc/{n}" for n in range(400)))])
    written = split(long)
    assert len(written) > 1
    assert all(size(one) <= MAX_SIZE for one in written)
    assert sum(len(one["Resource"]) for whole in written for one in whole["Statement"]) == 400


def test_more_policies_than_a_role_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_SIZE", 200)
    with pytest.raises(TooLargeError, match="2 policies of 200 characters are needed, and IAM takes 1"):
        split(statements([need("ec2:CreateVpc", "a" * 60), need("ec2:DeleteVpc", "b" * 60)]), most=1)


def test_too_many_policies_are_filled_with_the_largest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = {"A": 106, "B": 226, "C": 56, "D": 176}
    written = statements([need(f"ec2:{name}", name * length) for name, length in lengths.items()])
    monkeypatch.setattr(documents, "MAX_SIZE", 440)
    assert [[one["Action"] for one in part["Statement"]] for part in split(written, most=3)] == [
        [["ec2:A"]],
        [["ec2:B"], ["ec2:C"]],
        [["ec2:D"]],
    ]
    assert len(split(written, most=2)) == 2
