from typing import Any

import pytest

from policy.rules.codepipeline.approval_says_what_it_is_about import check
from tests.policy.rules.codepipeline.pipelines import Change, found

SAID, LINK = "Release commit #{Source.CommitId}?", "https://github.com/example/app/commit/#{Source.CommitId}"
NAMED: list[Change] = [
    ("Source/Source", "Namespace", "Source"),
    ("Source/Source", "Configuration.FullRepositoryId", "example/app"),
]


@pytest.mark.parametrize(
    ("said", "link", "expected"),
    [
        (SAID, LINK, []),
        ("Please approve", LINK, ["prod/Approve CustomData"]),
        ("#{Build.Id}", LINK, ["prod/Approve CustomData"]),
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
    told = {"CustomData": "Release #{Source.VersionId}?"}
    assert found(check, NAMED[0], ("prod/Approve", "Configuration", told)) == []
