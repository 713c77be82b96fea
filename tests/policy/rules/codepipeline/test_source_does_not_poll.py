import pytest

from policy.rules.codepipeline.source_does_not_poll import SWITCHES, check
from tests.policy.rules.codepipeline.pipelines import Change, found


def source(provider: str, **settings: object) -> tuple[Change, Change]:
    kind = ("Source/Source", "ActionTypeId.Provider", provider)
    return kind, ("Source/Source", "Configuration", settings)


@pytest.mark.parametrize("no", [False, "false"])
@pytest.mark.parametrize(("provider", "switch"), SWITCHES.items())
def test_told_by_events(provider: str, switch: str, no: bool | str) -> None:
    assert found(check, *source(provider, **{switch: no})) == []


def test_ecr_cannot_poll() -> None:
    assert found(check, *source("ECR")) == []


@pytest.mark.parametrize(("provider", "switch"), SWITCHES.items())
def test_the_default_and_by_name(provider: str, switch: str) -> None:
    assert found(check, *source(provider)) == [f"Source/Source {switch}"]
    assert found(check, *source(provider, **{switch: True})) == [f"Source/Source {switch}"]
