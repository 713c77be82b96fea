from typing import Any

import pytest

from policy.rules.quotas.action_configuration_is_short import check
from tests.policy.rules.codepipeline.pipelines import found

KEY = {"Ref": "Key"}


@pytest.mark.parametrize(("key", "most"), [("CustomData", 1000), ("ParameterOverrides", 1024)])
def test_a_value(key: str, most: int) -> None:
    where = f"Configuration.{key}"
    assert found(check, ("prod/Approve", where, "x" * most)) == []
    assert found(check, ("prod/Approve", where, "x" * (most + 1))) == [
        f"prod/Approve {key}: {most + 1} characters; CodePipeline takes {most}"
    ]


def test_what_a_deployment_fills_in_counts() -> None:
    joined: Any = {"Fn::Join": ["", ["x" * 950, KEY]]}
    assert found(check, ("prod/Approve", "Configuration.CustomData", joined)) == [
        "prod/Approve CustomData: 1050 characters; CodePipeline takes 1000"
    ]


def test_a_key() -> None:
    assert found(check, ("prod/Approve", f"Configuration.{'k' * 51}", "x")) == [
        f"prod/Approve {'k' * 51}: a key of 51 characters; CodePipeline takes 50"
    ]
