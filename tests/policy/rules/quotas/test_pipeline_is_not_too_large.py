from copy import deepcopy
from typing import Any

from policy.rules.quotas.pipeline_is_not_too_large import check
from tests.policy.rules.codepipeline.pipelines import GOOD, action, found, stages


def many(count: int, actions: int = 1) -> tuple[str, str, Any]:
    one = [action(f"A{number}", "Approval", "Manual") for number in range(actions)]
    return ("", "Stages", [{"Name": f"S{number}", "Actions": deepcopy(one)} for number in range(count)])


def test_up_to_the_limits() -> None:
    assert found(check) == []
    assert found(check, many(50)) == []
    assert found(check, many(20, actions=50)) == []
    assert found(check, stages("Source", "Build")) == []


def test_beyond_them() -> None:
    assert found(check, many(51)) == ["51 stages; CodePipeline takes 2 to 50"]
    assert found(check, stages("Source")) == ["1 stages; CodePipeline takes 2 to 50"]
    assert found(check, many(2, actions=51)) == [
        f"51 actions in stage S{number}; CodePipeline takes 1 to 50" for number in range(2)
    ]
    assert found(check, many(21, actions=48)) == ["1008 actions; CodePipeline takes 1000"]
    assert found(check, ("prod", "Actions", [])) == ["0 actions in stage prod; CodePipeline takes 1 to 50"]
    assert GOOD["Stages"][-1]["Actions"]
