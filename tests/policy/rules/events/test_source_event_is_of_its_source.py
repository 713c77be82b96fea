from typing import Any

import pytest

from policy.rules.events.source_event_is_of_its_source import check
from tests.policy.rules.codepipeline.pipelines import Change, found

TARGET = [{"Id": "0", "Arn": "arn:aws:codepipeline:eu-central-1:111111111111:app"}]
OBJECT: dict[str, Any] = {
    "source": ["aws.s3"],
    "detail-type": ["Object Created"],
    "detail": {"bucket": {"name": ["sources"]}, "object": {"key": ["app.zip"]}},
}
BRANCH: dict[str, Any] = {
    "source": ["aws.codecommit"],
    "detail-type": ["CodeCommit Repository State Change"],
    "resources": ["arn:aws:codecommit:eu-central-1:111111111111:app"],
    "detail": {"event": ["referenceCreated", "referenceUpdated"], "referenceName": ["main"]},
}
S3 = ("S3", {"S3Bucket": "sources", "S3ObjectKey": "app.zip"})
CODECOMMIT = ("CodeCommit", {"RepositoryName": "app", "BranchName": "main"})


def found_with(source: tuple[str, dict[str, str]], pattern: dict[str, Any]) -> list[str]:
    provider, settings = source
    changes: list[Change] = [
        ("Source/Source", "ActionTypeId.Provider", provider),
        ("Source/Source", "Configuration", settings),
    ]
    rule = {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": pattern, "Targets": TARGET}}
    return found(check, *changes, Rule=rule)


def test_what_the_action_fetches() -> None:
    assert found_with(S3, OBJECT) == []
    assert found_with(CODECOMMIT, BRANCH) == []


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        (S3, {**OBJECT, "detail-type": ["Object Deleted"]}),
        (S3, {**OBJECT, "detail-type": ["Object Created", "Object Deleted"]}),
        (S3, {**OBJECT, "detail": {"bucket": {"name": ["sources"]}}}),
        (S3, {**OBJECT, "detail": {"bucket": {"name": ["sources"]}, "object": {"key": [{"prefix": "app"}]}}}),
        (S3, {**OBJECT, "detail": {"bucket": {"name": ["other"]}, "object": {"key": ["app.zip"]}}}),
        (S3, BRANCH),
        (CODECOMMIT, OBJECT),
        (CODECOMMIT, {**BRANCH, "resources": ["arn:aws:codecommit:eu-central-1:111111111111:other"]}),
        (CODECOMMIT, {**BRANCH, "detail": {**BRANCH["detail"], "referenceName": ["main", "develop"]}}),
        (CODECOMMIT, {**BRANCH, "detail": {**BRANCH["detail"], "event": ["referenceDeleted"]}}),
        (("CodeStarSourceConnection", {}), OBJECT),
    ],
)
def test_anything_else(source: tuple[str, dict[str, str]], pattern: dict[str, Any]) -> None:
    assert found_with(source, pattern) == ["EventPattern"]
