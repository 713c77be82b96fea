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


def test_a_type_without_a_list_is_held_by_its_own_rules() -> None:
    assert details(check, assembly_of({"Type": "AWS::Lambda::Function", "Properties": {"MemorySize": 128}})) == []


def test_every_type_with_a_list_is_known() -> None:
    assert KNOWN_PROPERTIES.keys() <= KNOWN_TYPES.keys()
