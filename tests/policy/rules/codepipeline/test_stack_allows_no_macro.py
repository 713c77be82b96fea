import pytest

from policy.rules.codepipeline.stack_allows_no_macro import check
from tests.policy.rules.codepipeline.pipelines import found


def test_named_roles_are_no_macro() -> None:
    assert found(check) == []
    assert found(check, ("prod/Prepare", "Configuration.Capabilities", "CAPABILITY_NAMED_IAM")) == []


@pytest.mark.parametrize("capabilities", ["CAPABILITY_AUTO_EXPAND", "CAPABILITY_IAM,CAPABILITY_AUTO_EXPAND"])
def test_a_macro(capabilities: str) -> None:
    change = ("prod/Prepare", "Configuration.Capabilities", capabilities)
    assert found(check, change) == ["prod/Prepare CAPABILITY_AUTO_EXPAND"]
