import json
from typing import Any

import pytest

from policy.rules.codepipeline.action_carries_no_secret import check
from tests.policy.rules.codepipeline.pipelines import Change, found

KEY = "AKIA" + "IOSFODNN7EXAMPLE"


def of_build(**variable: Any) -> Change:
    return ("Build/Synth", "Configuration.EnvironmentVariables", json.dumps([variable]))


def of_commands(**variable: Any) -> Change:
    return ("Build/Synth", "EnvironmentVariables", [variable])


@pytest.mark.parametrize(
    "change",
    [
        of_build(name="STAGE", value="prod", type="PLAINTEXT"),
        of_build(name="NPM_TOKEN", value="/npm", type="PARAMETER_STORE"),
        of_commands(Name="NPM_TOKEN", Value="npm", Type="SECRETS_MANAGER"),
        ("Build/Synth", "Commands", ["make"]),
        ("", "Variables", [{"Name": "Token"}]),
    ],
)
def test_no_secret(change: Change) -> None:
    assert found(check) == []
    assert found(check, change) == []


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        (of_build(name="NPM_TOKEN", value="x"), "Build/Synth EnvironmentVariable NPM_TOKEN"),
        (of_commands(Name="PASSWORD", Value="x"), "Build/Synth EnvironmentVariable PASSWORD"),
        (("Source/Source", "Configuration.OAuthToken", "x"), "Source/Source Configuration.OAuthToken"),
        (("Build/Synth", "Configuration.UserParameters", KEY), "Build/Synth Configuration.UserParameters"),
        (("Build/Synth", "Commands", [f"deploy {KEY}"]), "Build/Synth Commands"),
        (("", "Variables", [{"Name": "Token", "DefaultValue": "x"}]), "Variable Token"),
    ],
)
def test_a_secret(change: Change, detail: str) -> None:
    assert found(check, change) == [detail]
