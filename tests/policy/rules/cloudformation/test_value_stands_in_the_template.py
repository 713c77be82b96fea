import pytest

from policy.rules.cloudformation.value_stands_in_the_template import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of, details, stack_of

PUBLIC = "/aws/service/ami-amazon-linux-latest/al2023"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("10.0.0.0/16", []),
        (f"{{{{resolve:ssm:{PUBLIC}}}}}", []),
        ("{{resolve:secretsmanager:app:SecretString:login}}", []),
        ("{{resolve:ssm:/cidr}}", ["CidrBlock::{{resolve:ssm:/cidr}}"]),
        ("{{resolve:ssm:/cidr:3}}", ["CidrBlock::{{resolve:ssm:/cidr:3}}"]),
    ],
)
def test_finds(value: str, found: list[str]) -> None:
    assert details(check, assembly_of({"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": value}})) == found


@pytest.mark.parametrize(("default", "found"), [(PUBLIC, []), ("/images/own", ["Parameter::Image"])])
def test_finds_a_parameter_that_is_read(default: str, found: list[str]) -> None:
    parameter = {"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", "Default": default}
    assert details(check, Assembly((stack_of({}, Parameters={"Image": parameter}),))) == found
