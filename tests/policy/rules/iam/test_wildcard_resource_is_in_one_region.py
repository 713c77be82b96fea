from typing import Any

import pytest

from policy.rules.iam.wildcard_resource_is_in_one_region import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of, details, stack_of
from tests.policy.rules.policies import identity

DESCRIBE = {"Sid": "Find", "Action": "ec2:DescribeInstances", "Resource": "*"}


LOG_IN = {"Sid": "LogIn", "Action": "ecr:GetAuthorizationToken", "Resource": "*"}


def in_region(region: Any, operator: str = "StringEquals", of: dict[str, Any] = DESCRIBE) -> dict[str, Any]:
    return identity({**of, "Condition": {operator: {"aws:RequestedRegion": region}}})


def beside_images(**policies: dict[str, Any]) -> Assembly:
    """In eu-west-1, while the repository is in eu-central-1."""
    images = stack_of({"Images": {"Type": "AWS::ECR::Repository", "Properties": {}}}, "Images")
    return Assembly((images, stack_of(policies, region="eu-west-1")))


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


def test_a_registry_is_logged_in_to_in_the_region_of_its_images() -> None:
    assembly = beside_images(Pull=in_region("eu-central-1", of=LOG_IN), Find=in_region("eu-west-1"))
    assert details(check, assembly) == []


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        (in_region("eu-west-1", of=LOG_IN), "LogIn::eu-west-1"),
        (identity(LOG_IN), "LogIn::anywhere"),
        (
            in_region("eu-central-1", of={**LOG_IN, "Action": [LOG_IN["Action"], "ec2:Describe*"]}),
            "LogIn::eu-central-1",
        ),
    ],
)
def test_a_registry_anywhere_else_is_found(policy: dict[str, Any], found: str) -> None:
    assert details(check, beside_images(Pull=policy)) == [found]


def test_a_login_without_images_is_found() -> None:
    assert details(check, assembly_of(in_region("eu-central-1", of=LOG_IN))) == ["LogIn::eu-central-1"]
