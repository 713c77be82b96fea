import pytest

from policy.rules.codepipeline.image_is_tagged_by_its_execution import COMMIT, EXECUTION, check
from tests.policy.rules.builder import assembly_of, details


@pytest.mark.parametrize(
    ("source", "tags", "repository", "found"),
    [
        ("CodeStarSourceConnection", COMMIT, "webapp", []),
        ("S3", EXECUTION, "webapp", []),
        ("CodeStarSourceConnection", EXECUTION, "webapp", [f"Build/Image ImageTags {EXECUTION}"]),
        ("CodeCommit", "latest", "webapp", ["Build/Image ImageTags latest"]),
        ("CodeCommit", f"{COMMIT},latest", "webapp", [f"Build/Image ImageTags {COMMIT},latest"]),
        ("CodeCommit", COMMIT, "another", ["Build/Image ECRRepositoryName another"]),
    ],
)
def test_finds(source: str, tags: str, repository: str, found: list[str]) -> None:
    fetch = {"Name": "Source", "ActionTypeId": {"Category": "Source", "Provider": source}}
    image = {
        "Name": "Image",
        "ActionTypeId": {"Category": "Build", "Provider": "ECRBuildAndPublish"},
        "Configuration": {"ImageTags": tags, "ECRRepositoryName": repository},
    }
    stages = [{"Name": "Source", "Actions": [fetch]}, {"Name": "Build", "Actions": [image]}]
    assembly = assembly_of(
        {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"Stages": stages}},
        {"Type": "AWS::ECR::Repository", "Properties": {"RepositoryName": "webapp"}},
    )
    assert details(check, assembly) == found
