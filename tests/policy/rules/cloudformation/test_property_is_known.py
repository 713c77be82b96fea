from typing import Any

import pytest

from policy.rules.cloudformation._known_properties import KNOWN_PROPERTIES
from policy.rules.cloudformation._known_types import KNOWN_TYPES
from policy.rules.cloudformation.property_is_known import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"BucketName": "b", "VersioningConfiguration": {"Status": "Enabled"}}, []),
    ({"CorsConfiguration": {"CorsRules": []}}, ["Property::CorsConfiguration"]),
    (
        {"VersioningConfiguration": {"Status": "Enabled", "MfaDelete": "Off"}},
        ["Property::VersioningConfiguration.MfaDelete"],
    ),
    (
        {"LifecycleConfiguration": {"Rules": [{"Id": "a"}, {"Id": "b", "Transitions": []}]}},
        ["Property::LifecycleConfiguration.Rules.Transitions"],
    ),
    ({"BucketName": {"Ref": "Name"}}, []),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::S3::Bucket", "Properties": given})
    assert details(check, assembly) == found


@pytest.mark.parametrize(
    ("kind", "given", "unknown"),
    [
        ("ECS::Service", {"EnableExecuteCommand": True}, "EnableExecuteCommand"),
        ("ECS::TaskDefinition", {"TaskRoleArn": "arn"}, "TaskRoleArn"),
        ("ECS::TaskDefinition", {"ContainerDefinitions": [{"Command": ["sh"]}]}, "ContainerDefinitions.Command"),
        ("Lambda::Function", {"Layers": []}, "Layers"),
        ("Lambda::Function", {"Code": {"S3Bucket": "b"}}, "Code.S3Bucket"),
        ("Lambda::Function", {"Environment": {"Variables": {}}}, "Environment"),
        ("ElasticLoadBalancingV2::ListenerRule", {"Actions": [{"Order": 1}]}, "Actions.Order"),
    ],
)
def test_what_computes_runs_as_the_template_says(kind: str, given: Any, unknown: str) -> None:
    assert details(check, assembly_of({"Type": f"AWS::{kind}", "Properties": given})) == [f"Property::{unknown}"]


def test_a_type_without_a_list_is_held_by_its_own_rules() -> None:
    assert details(check, assembly_of({"Type": "AWS::EC2::Volume", "Properties": {"Size": 8}})) == []


def test_every_type_with_a_list_is_known() -> None:
    assert KNOWN_PROPERTIES.keys() <= KNOWN_TYPES.keys()
