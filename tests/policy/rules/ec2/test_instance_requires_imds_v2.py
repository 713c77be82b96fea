from typing import Any

import pytest

from policy.rules.ec2.instance_requires_imds_v2 import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"MetadataOptions": {"HttpTokens": "required"}}, []),
    ({"MetadataOptions": {"HttpEndpoint": "disabled"}}, []),
    ({"MetadataOptions": {"HttpTokens": "optional"}}, ["MetadataOptions.HttpTokens::optional"]),
    ({"MetadataOptions": {"HttpTokens": {"Ref": "Tokens"}}}, ["MetadataOptions.HttpTokens::${Tokens}"]),
    ({"MetadataOptions": {"Fn::If": ["Old", {}, {"HttpTokens": "required"}]}}, ["MetadataOptions.HttpTokens::not set"]),
    ({}, ["MetadataOptions.HttpTokens::not set"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": given}})
    assert details(check, assembly) == found


TEMPLATE = {
    "Type": "AWS::EC2::LaunchTemplate",
    "Properties": {"LaunchTemplateData": {"MetadataOptions": {"HttpTokens": "required"}}},
}
INSTANCE = {
    "Type": "AWS::EC2::Instance",
    "Properties": {"LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}, "Version": "1"}},
}


def test_an_instance_takes_the_options_of_its_launch_template() -> None:
    assert details(check, assembly_of(Template=TEMPLATE, Instance=INSTANCE)) == []


def test_an_instance_of_a_template_from_elsewhere_says_nothing() -> None:
    assert details(check, assembly_of(Instance=INSTANCE)) == ["MetadataOptions.HttpTokens::not set"]
