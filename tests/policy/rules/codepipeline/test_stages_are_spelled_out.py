from typing import Any

import pytest

from policy import rules
from policy.rules.codepipeline.stages_are_spelled_out import check
from tests.policy.rules.codepipeline.pipelines import GOOD, Change, found, pipeline

CHOSEN = {"Fn::If": ["Production", GOOD["Stages"][3], {"Ref": "AWS::NoValue"}]}
CASES: list[tuple[Change, list[str]]] = [
    (("", "Stages", None), ["Stages"]),
    (("", "Stages", CHOSEN), ["Stage null"]),
    (("", "Stages", [*GOOD["Stages"][:3], CHOSEN]), ["Stage null"]),
    (("prod", "Actions", []), ["Stage prod"]),
    (
        ("prod", "Actions", [CHOSEN]),
        [f"prod/null {what}" for what in ("ActionTypeId.Category", "ActionTypeId.Provider", "Name")],
    ),
    (("prod/Approve", "RunOrder", {"Ref": "Order"}), ["prod/Approve RunOrder"]),
    (
        ("prod/Approve", "ActionTypeId", {"Ref": "Kind"}),
        ["prod/Approve ActionTypeId.Category", "prod/Approve ActionTypeId.Provider"],
    ),
]


@pytest.mark.parametrize("order", [None, 7, "7"])
def test_they_are(order: Any) -> None:
    assert found(check) == []
    assert found(check, ("prod/Release", "RunOrder", order)) == []


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_something_is_chosen_at_deployment(change: Change, expected: list[str]) -> None:
    assert found(check, change) == expected


@pytest.mark.parametrize("change", [change for change, _ in CASES])
def test_no_rule_stumbles_over_it(change: Change) -> None:
    assert rules.findings(pipeline(change))
