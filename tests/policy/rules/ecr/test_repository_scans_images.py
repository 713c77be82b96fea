from typing import Any

import pytest

from policy.rules.ecr.repository_scans_images import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"ImageScanningConfiguration": {"ScanOnPush": True}}, []),
    ({"ImageScanningConfiguration": {"ScanOnPush": False}}, ["ImageScanningConfiguration.ScanOnPush"]),
    ({}, ["ImageScanningConfiguration.ScanOnPush"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ECR::Repository", "Properties": given})
    assert details(check, assembly) == found
