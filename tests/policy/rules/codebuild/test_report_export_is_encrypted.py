from typing import Any

import pytest

from policy.rules.codebuild.report_export_is_encrypted import check
from tests.policy.rules.builder import assembly_of, details


def found(**export: Any) -> list[str]:
    group = {"Type": "AWS::CodeBuild::ReportGroup", "Properties": {"ExportConfig": export}}
    return details(check, assembly_of(group))


def test_no_export_or_one_with_a_key() -> None:
    assert found(ExportConfigType="NO_EXPORT") == []
    assert found(ExportConfigType="S3", S3Destination={"EncryptionKey": {"Ref": "Key"}}) == []


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        ({}, ["EncryptionKey"]),
        ({"EncryptionKey": "k", "EncryptionDisabled": True}, ["EncryptionDisabled"]),
    ],
)
def test_an_export_in_the_clear(destination: Any, expected: list[str]) -> None:
    assert found(ExportConfigType="S3", S3Destination=destination) == expected
