from typing import Any

import pytest

from policy.rules.codepipeline.action_is_of_known_kind import check
from tests.policy.rules.codepipeline.pipelines import action, found


def only(one: dict[str, Any]) -> Any:
    return ("Build", "Actions", [one])


def test_what_rules_look_into() -> None:
    assert found(check) == []
    assert found(check, only(action("Try", "Test", "CodeBuild"))) == []


@pytest.mark.parametrize(
    ("category", "provider"),
    [("Compute", "Commands"), ("Invoke", "Lambda"), ("Build", "Jenkins"), ("Deploy", "EC2"), ("Test", "DeviceFarm")],
)
def test_what_runs_code_elsewhere(category: str, provider: str) -> None:
    assert found(check, only(action("Run", category, provider))) == [f"Build/Run AWS::{category}::{provider}"]


def test_anothers_of_the_same_name() -> None:
    custom = {"Category": "Build", "Owner": "Custom", "Provider": "CodeBuild", "Version": "1"}
    assert found(check, ("Build/Synth", "ActionTypeId", custom)) == ["Build/Synth Custom::Build::CodeBuild"]
