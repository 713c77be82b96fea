from typing import Any

import pytest

from policy.rules.codepipeline.source_role_is_for_its_repository import check
from tests.policy.rules.codepipeline.pipelines import Change, found
from tests.policy.rules.policies import document, role

CONNECTION = "arn:aws:codeconnections:eu-central-1:111111111111:connection/1"
FETCHES: list[Change] = [
    ("Source/Source", "Configuration.ConnectionArn", CONNECTION),
    ("Source/Source", "Configuration.FullRepositoryId", "example/app"),
]


def source_role(repository: str = "example/app", connection: str = CONNECTION) -> dict[str, Any]:
    key = "codeconnections:FullRepositoryId"
    statement = {
        "Sid": "Read",
        "Action": "codeconnections:UseConnection",
        "Resource": connection,
        "Condition": {"StringEqualsIfExists": {key: repository}},
    }
    made = role()
    made["Properties"]["Policies"] = [{"PolicyName": "own", "PolicyDocument": document(statement)}]
    return made


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (source_role(), []),
        (source_role(repository="somebody/app"), ["Source/Source Read of its role"]),
        (source_role(connection=f"{CONNECTION}2"), ["Source/Source Read of its role"]),
        (role(), []),
    ],
)
def test_finds(made: dict[str, Any], expected: list[str]) -> None:
    assert found(check, *FETCHES, SourceRole=made) == expected
