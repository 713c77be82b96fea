from typing import Any

import pytest

from policy.rules.cloudwatch.alarm_says_what_to_do import check
from tests.policy.rules.builder import assembly_of, details

KINDS = ["AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"]


def found(kind: str, **properties: Any) -> list[str]:
    return details(check, assembly_of({"Type": kind, "Properties": properties}))


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_means_and_where_to_look(kind: str) -> None:
    assert found(kind, AlarmDescription="Hosts are ill: https://wiki.example.com/runbook#alarm") == []
    assert found(kind, AlarmDescription="Hosts are ill: docs/operations.md#alarm") == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "said", ["", "Hosts are ill", "Hosts are ill: https://wiki.example.com", "docs/operations.md#alarm"]
)
def test_too_little(kind: str, said: str) -> None:
    assert found(kind, AlarmDescription=said) == [f"AlarmDescription {said}"]


def test_nothing() -> None:
    assert found(KINDS[0]) != []
