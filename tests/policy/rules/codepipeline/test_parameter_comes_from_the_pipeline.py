from typing import Any

import pytest

from policy.rules.codepipeline.parameter_comes_from_the_pipeline import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.codepipeline.pipelines import Change, pipeline

GIVEN: Change = ("prod/Prepare", "Configuration.ParameterOverrides", '{"KeyArn": "arn"}')


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"KeyArn": {"Type": "String"}}, []),
        ({"KeyArn": {"Type": "String", "Default": "arn"}}, ["Parameter::KeyArn Default"]),
        ({"Hosts": {"Type": "Number"}}, ["Parameter::Hosts"]),
        ({"Hosts": {"Type": "Number", "Default": 1}}, ["Parameter::Hosts", "Parameter::Hosts Default"]),
        ({"Image": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/a"}}, []),
    ],
)
def test_finds(parameters: dict[str, Any], found: list[str]) -> None:
    own = pipeline(GIVEN).stacks[0]
    prod = stack_of({}, "prod", "app-prod", "222222222222", Parameters=parameters)
    assert details(check, Assembly((own, prod))) == found


def test_what_cannot_be_read_gives_nothing() -> None:
    own = pipeline(("prod/Prepare", "Configuration.ParameterOverrides", {"Ref": "Overrides"})).stacks[0]
    prod = stack_of({}, "prod", "app-prod", "222222222222", Parameters={"KeyArn": {"Type": "String"}})
    assert details(check, Assembly((own, prod))) == ["Parameter::KeyArn"]
