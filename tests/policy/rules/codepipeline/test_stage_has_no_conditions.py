from typing import Any

import pytest

from policy.rules.codepipeline.stage_has_no_conditions import check
from tests.policy.rules.codepipeline.pipelines import found

CONDITIONS = [{"Result": "SKIP", "Rules": [{"Name": "Ask"}]}]


def test_what_a_failed_stage_does_on_its_own() -> None:
    assert found(check) == []
    assert found(check, ("prod", "OnFailure", {"Result": "ROLLBACK"})) == []
    again = {"Result": "RETRY", "RetryConfiguration": {"RetryMode": "FAILED_ACTIONS"}}
    assert found(check, ("prod", "OnFailure", again)) == []


@pytest.mark.parametrize("moment", ["BeforeEntry", "OnSuccess", "OnFailure"])
@pytest.mark.parametrize("says", [{"Conditions": CONDITIONS}, {"Fn::If": ["Ask", {"Conditions": CONDITIONS}, {}]}])
def test_a_condition(moment: str, says: Any) -> None:
    assert found(check, ("prod", moment, says)) == [f"prod {moment}"]
