from typing import Any

import pytest

from policy.rules.iam.parameter_in_policy_has_a_pattern import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.policies import identity

PATTERN = r"arn:aws:kms:[a-z0-9-]+:\d{12}:key/[A-Za-z0-9-]+"


def found(parameter: dict[str, Any]) -> list[str]:
    policy = identity({"Sid": "Use", "Action": "kms:Decrypt", "Resource": {"Ref": "Key"}})
    stack = stack_of({"Policy": policy}, Parameters={"Key": {"Type": "String", **parameter}, "Other": {}})
    return details(check, Assembly((stack,)))


@pytest.mark.parametrize(
    "parameter",
    [
        {},
        {"AllowedPattern": ".*"},
        {"AllowedPattern": "arn:aws:kms:.+"},
        {"AllowedPattern": PATTERN, "Default": "*"},
        {"AllowedValues": ["arn:aws:kms:eu-central-1:111111111111:key/*"]},
    ],
    ids=str,
)
def test_a_parameter_that_takes_a_wildcard_is_found(parameter: dict[str, Any]) -> None:
    assert found(parameter) == ["Use::Key"]


@pytest.mark.parametrize(
    "parameter", [{"AllowedPattern": PATTERN}, {"AllowedValues": ["arn:a"]}, {"Type": "AWS::EC2::VPC::Id"}], ids=str
)
def test_a_parameter_that_takes_none_passes(parameter: dict[str, Any]) -> None:
    assert found(parameter) == []
