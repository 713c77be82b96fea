from typing import Any

import pytest

from policy.rules.iam.function_permission_is_for_known_source import check
from tests.policy.rules.builder import assembly_of, details


def found(principal: str, **properties: Any) -> list[str]:
    permission = {"Type": "AWS::Lambda::Permission", "Properties": {"Principal": principal, **properties}}
    return details(check, assembly_of(permission))


RULE = "arn:aws:events:eu-central-1:111111111111:rule/x"


@pytest.mark.parametrize(
    ("principal", "properties"),
    [
        ("events.amazonaws.com", {"SourceArn": RULE}),
        ("s3.amazonaws.com", {"SourceArn": "arn:aws:s3:::bucket", "SourceAccount": "111111111111"}),
        ("arn:aws:iam::111111111111:role/caller", {}),
    ],
)
def test_a_known_source_passes(principal: str, properties: dict[str, Any]) -> None:
    assert found(principal, **properties) == []


@pytest.mark.parametrize(
    ("principal", "properties"),
    [
        ("*", {}),
        ("222222222222", {}),
        ("events.amazonaws.com", {}),
        ("events.amazonaws.com", {"SourceArn": "arn:aws:events:*:*:rule/x"}),
        ("s3.amazonaws.com", {"SourceArn": "arn:aws:s3:::bucket"}),
    ],
)
def test_an_unknown_source_is_found(principal: str, properties: dict[str, Any]) -> None:
    assert found(principal, **properties) == [f"Principal::{principal}"]


def test_an_open_url_is_found() -> None:
    assert "FunctionUrlAuthType::NONE" in found("*", FunctionUrlAuthType="NONE")
