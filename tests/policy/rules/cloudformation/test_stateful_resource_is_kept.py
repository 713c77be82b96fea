from typing import Any

import pytest

from policy.rules.cloudformation.stateful_resource_is_kept import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}, []),
    ({"Type": "AWS::KMS::Key", "DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}, []),
    ({"Type": "AWS::RDS::DBInstance", "DeletionPolicy": "Snapshot", "UpdateReplacePolicy": "Snapshot"}, []),
    ({"Type": "AWS::Logs::LogGroup"}, []),
    ({"Type": "AWS::KMS::Key"}, ["DeletionPolicy::Delete", "UpdateReplacePolicy::Delete"]),
    ({"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}, ["UpdateReplacePolicy::Delete"]),
    (
        {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Snapshot", "UpdateReplacePolicy": "Retain"},
        ["DeletionPolicy::Snapshot"],
    ),
    ({"Type": "AWS::ECR::Repository", "UpdateReplacePolicy": "Retain"}, ["DeletionPolicy::Delete"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(given)
    assert details(check, assembly) == found
