from typing import Any

import pytest

from policy.rules.ec2.image_is_of_amazon import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

LINUX = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
OLD = "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2}}"
READ = "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"


def found(image: Any, **parameter: str) -> list[str]:
    instance = {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": image}}
    return details(check, Assembly((stack_of({"Instance": instance}, Parameters={"Image": parameter}),)))


def test_amazon_linux_by_its_public_parameter() -> None:
    assert found(f"{{{{resolve:ssm:{LINUX}}}}}") == []
    assert found({"Ref": "Image"}, Type=READ, Default=LINUX) == []


@pytest.mark.parametrize("image", ["ami-1", "{{resolve:ssm:/own}}", "{{resolve:ssm:/aws/service/marketplace/p}}", OLD])
def test_any_other_is_found(image: str) -> None:
    assert found(image) == [f"ImageId::{image}"]


def test_a_parameter_that_says_anything_is_found() -> None:
    assert found({"Ref": "Image"}, Type="AWS::EC2::Image::Id") == ["ImageId::${Image}"]
    assert found({"Ref": "Image"}, Type=READ, Default="/own") == ["ImageId::${Image}"]
