from typing import Any

import pytest

from policy.rules.iam.wildcard_resource_is_in_one_region import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity

DESCRIBE = {"Sid": "Find", "Action": "ec2:DescribeInstances", "Resource": "*"}


def in_region(region: Any, operator: str = "StringEquals") -> dict[str, Any]:
    return identity({**DESCRIBE, "Condition": {operator: {"aws:RequestedRegion": region}}})


def test_the_stacks_own_region_passes() -> None:
    assert details(check, assembly_of(in_region("eu-central-1"), in_region({"Ref": "AWS::Region"}))) == []


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        (identity(DESCRIBE), "Find::anywhere"),
        (in_region("eu-central-1", "StringNotEquals"), "Find::anywhere"),
        (in_region("eu-*", "StringLike"), "Find::eu-*"),
        (in_region(["eu-central-1", "us-east-1"]), "Find::eu-central-1 us-east-1"),
    ],
)
def test_another_region_is_found(policy: dict[str, Any], found: str) -> None:
    assert details(check, assembly_of(policy)) == [found]


def test_named_resources_need_no_region() -> None:
    assert details(check, assembly_of(identity({**DESCRIBE, "Resource": "arn:aws:s3:::bucket"}))) == []
