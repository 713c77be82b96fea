"""A policy allows what IAM would allow."""

from typing import Any

import pytest

from policy.execution.matching import allows, covers
from policy.execution.need import Condition, Need

PASSED: Condition = ("StringEquals", "iam:PassedToService", ("ec2.amazonaws.com",))


def statement(action: Any, resource: Any, effect: str = "Allow", **more: Any) -> dict[str, Any]:
    return {"Effect": effect, "Action": action, "Resource": resource, **more}


def need(action: str, *resources: str, conditions: tuple[Condition, ...] = ()) -> Need:
    return Need("Stack", "Id", "create", action, resources, conditions)


@pytest.mark.parametrize(
    ("wanted", "text", "covered"),
    [
        ("vpc/*", "vpc/*", True),
        ("vpc/*", "vpc/vpc-1", True),
        ("vpc/vpc-1", "vpc/*", False),
        ("vpc/?", "vpc/*", False),
        ("secret-??????", "secret-??????", True),
        ("a+b", "aab", False),
    ],
)
def test_a_pattern_covers_a_pattern(wanted: str, text: str, *, covered: bool) -> None:
    assert covers(wanted, text) is covered


def test_every_resource_must_be_allowed() -> None:
    statements = [statement("ec2:createVPC", "vpc/*")]
    assert allows(statements, need("ec2:CreateVpc", "vpc/*"))
    assert not allows(statements, need("ec2:CreateVpc", "vpc/*", "ipam-pool/*"))
    assert allows(
        [*statements, statement(["ec2:Create*"], ["ipam-pool/*"])], need("ec2:CreateVpc", "vpc/*", "ipam-pool/*")
    )


def test_a_deny_wins() -> None:
    statements = [statement("*", "*"), statement("iam:CreateRole", "role/*", "Deny")]
    assert not allows(statements, need("iam:CreateRole", "role/x"))
    assert allows(statements, need("iam:DeleteRole", "role/x"))


def test_a_deny_by_exclusion() -> None:
    denied = {"Effect": "Deny", "NotAction": "s3:GetObject", "Resource": "*"}
    assert not allows([statement("*", "*"), denied], need("s3:PutObject", "b"))
    assert allows([statement("*", "*"), denied], need("s3:GetObject", "b"))


@pytest.mark.parametrize(
    ("demanded", "met"),
    [
        ({"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}, True),
        ({"StringEquals": {"iam:passedtoservice": ["ec2.amazonaws.com", "x"]}}, True),
        ({"StringLike": {"iam:PassedToService": "ec2.*"}}, True),
        ({"StringEquals": {"iam:PassedToService": "codebuild.amazonaws.com"}}, False),
        ({"StringEquals": {"aws:PrincipalOrgID": "o-1"}}, False),
        ({"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}, True),
        ({"StringNotEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}, False),
    ],
)
def test_conditions(demanded: dict[str, Any], *, met: bool) -> None:
    statements = [statement("iam:PassRole", "role/x", Condition=demanded)]
    assert allows(statements, need("iam:PassRole", "role/x", conditions=(PASSED,))) is met
