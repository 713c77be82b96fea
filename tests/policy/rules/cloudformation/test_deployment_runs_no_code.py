from typing import Any

import pytest

from policy.rules.cloudformation.deployment_runs_no_code import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

CASES: list[tuple[Any, list[str]]] = [
    ({"resources": {"A": {"Type": "AWS::SNS::Topic"}}}, []),
    ({"resources": {"A": {"Type": "Custom::Setup"}}}, ["Type::Custom::Setup"]),
    ({"resources": {"A": {"Type": "AWS::CloudFormation::Stack"}}}, ["Type::AWS::CloudFormation::Stack"]),
    ({"resources": {"A": {"Type": "A", "Properties": {"B": {"Fn::Transform": {}}}}}}, ["Fn::Transform::Properties.B"]),
    ({"Transform": "AWS::Serverless-2016-10-31"}, ["Transform::AWS::Serverless-2016-10-31"]),
    ({"Hooks": {"Green": {}}}, ['Hooks::{"Green": {}}']),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((stack_of(**{"resources": {}, **given}),))
    assert details(check, assembly) == found
