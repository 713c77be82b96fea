from typing import Any

import pytest

from policy.rules.codepipeline.approval_says_what_it_is_about import check
from tests.policy.rules.codepipeline.pipelines import Change, found

SAID, LINK = "Release commit #{Source.CommitId} to prod?", "https://github.com/example/app/commit/#{Source.CommitId}"
NAMED: list[Change] = [
    ("Source/Source", "Namespace", "Source"),
    ("Source/Source", "Configuration.FullRepositoryId", "example/app"),
]


@pytest.mark.parametrize(
    ("said", "link", "expected"),
    [
        (SAID, LINK, []),
        ("Please approve prod", LINK, ["prod/Approve CustomData"]),
        ("#{Build.Id} to prod", LINK, ["prod/Approve CustomData"]),
        (SAID, "https://example.com/example/app/commit/#{Source.CommitId}", ["prod/Approve ExternalEntityLink"]),
        (SAID, "https://github.com/a/b/commit/#{Source.CommitId}", ["prod/Approve ExternalEntityLink"]),
        (SAID, "https://github.com/example/app/", ["prod/Approve ExternalEntityLink"]),
        (SAID, None, ["prod/Approve ExternalEntityLink"]),
    ],
)
def test_finds(said: str, link: Any, expected: list[str]) -> None:
    told = {"CustomData": said, **({"ExternalEntityLink": link} if link else {})}
    assert found(check, *NAMED, ("prod/Approve", "Configuration", told)) == expected


def test_a_bucket_has_no_page_of_its_revisions() -> None:
    told = {"CustomData": "Release #{Source.VersionId} to prod?"}
    assert found(check, NAMED[0], ("prod/Approve", "Configuration", told)) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (f"{SAID} https://x/changes?stackId=app-prod&changeSetId=changes The commit", []),
        (
            f"{SAID} https://x/changes?stackId=app-dev&changeSetId=changes",
            ["prod/Approve CustomData names other changes"],
        ),
        (f"{SAID} https://x/changes?stackId=app-prod&changeSetId=old", ["prod/Approve CustomData names other changes"]),
        (SAID.replace("prod", "dev"), ["prod/Approve CustomData names other changes"]),
        (SAID.replace("prod", "pre-prod"), ["prod/Approve CustomData names other changes"]),
    ],
)
def test_of_which_environment(said: str, expected: list[str]) -> None:
    told = {"CustomData": said, "ExternalEntityLink": LINK}
    assert found(check, *NAMED, ("prod/Approve", "Configuration", told)) == expected


@pytest.mark.parametrize(
    ("provider", "expected"), [("GitHub", []), ("GitLab", ["prod/Approve ExternalEntityLink"]), ("Another", [])]
)
def test_the_host_of_the_connection(provider: str, expected: list[str]) -> None:
    made = {"Type": "AWS::CodeConnections::Connection", "Properties": {"ProviderType": provider}}
    told = {"CustomData": SAID, "ExternalEntityLink": LINK}
    through = ("Source/Source", "Configuration.ConnectionArn", {"Fn::GetAtt": ["Connection", "ConnectionArn"]})
    assert found(check, *NAMED, through, ("prod/Approve", "Configuration", told), Connection=made) == expected
