"""ARNs that differ in their region alone become one, in a statement for these regions, which allows the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.execution.documents import statements
from policy.execution.matching import allows
from policy.execution.need import Condition, Need
from policy.execution.regions import folded, unfolded

NORTH, SOUTH = "eu-north-1", "eu-south-1"
PASSED: Condition = ("StringEquals", "iam:PassedToService", ("ec2.amazonaws.com",))


def vpc(region: str) -> str:
    return f"arn:aws:ec2:{region}:111111111111:vpc/*"


def need(*resources: str, action: str = "ec2:CreateVpc", conditions: tuple[Condition, ...] = ()) -> Need:
    return Need("Stack", "Id", "create", action, resources, conditions)


SOME = st.builds(
    need,
    st.sampled_from([vpc(NORTH), vpc(SOUTH), vpc(NORTH).replace("vpc", "subnet"), "*", "arn:aws:s3:::bucket"]),
    action=st.sampled_from(["ec2:CreateVpc", "ec2:DeleteVpc"]),
    conditions=st.sampled_from([(), (PASSED,), (("StringEquals", "aws:RequestedRegion", (NORTH,)),)]),
)


def written(*needs: Need) -> list[dict[str, Any]]:
    return statements(folded(needs))


def spelled(*needs: Need) -> list[dict[str, Any]]:
    return [one for statement in written(*needs) for one in unfolded(statement)]


def test_two_regions_are_one_arn_in_calls_to_these_two() -> None:
    assert written(need(vpc(NORTH)), need(vpc(SOUTH))) == [
        {
            "Effect": "Allow",
            "Action": ["ec2:CreateVpc"],
            "Resource": [vpc("*")],
            "Condition": {"StringEquals": {"aws:RequestedRegion": [NORTH, SOUTH]}},
        }
    ]


def test_one_region_stays_spelled_out() -> None:
    assert written(need(vpc(NORTH))) == statements([need(vpc(NORTH))])


def test_other_conditions_stay() -> None:
    [found] = written(need(vpc(NORTH), vpc(SOUTH), conditions=(PASSED,)))
    assert found["Condition"]["StringEquals"].keys() == {"iam:PassedToService", "aws:RequestedRegion"}


@given(st.lists(SOME), SOME)
def test_it_allows_the_same(needs: list[Need], other: Need) -> None:
    assert allows(spelled(*needs), other) == allows(statements(needs), other)


@pytest.mark.parametrize(
    "resource",
    [
        "arn:aws:s3:*::bucket",  # a bucket has no region
        "arn:aws:iam:*:111111111111:role/any",
        "arn:aws:cloudwatch:*:111111111111:dashboard/any",
        "arn:aws:nobody:*:111111111111:thing",
        "arn:aws:ec2:eu-*:111111111111:vpc/*",
        "*",
    ],
)
def test_what_could_have_no_region_is_not_spelled_out(resource: str) -> None:
    condition = {"StringEquals": {"aws:RequestedRegion": [NORTH]}}
    statement = {"Effect": "Allow", "Action": ["ec2:CreateVpc"], "Resource": [resource], "Condition": condition}
    assert list(unfolded(statement)) == [statement]
    [both] = [one for one in unfolded({**statement, "Resource": [resource, vpc("*")]}) if "Condition" in one]
    assert both == statement


def test_calls_to_other_regions_and_regions_by_pattern_stay_conditions() -> None:
    for condition in (
        {"StringLike": {"aws:RequestedRegion": "eu-*"}},
        {"StringNotEquals": {"aws:RequestedRegion": "x"}},
    ):
        statement = {"Effect": "Allow", "Action": ["ec2:CreateVpc"], "Resource": [vpc("*")], "Condition": condition}
        assert list(unfolded(statement)) == [statement]
