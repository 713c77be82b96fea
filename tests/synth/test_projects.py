"""The two CodeBuild projects."""

from pathlib import Path
from typing import Any

from policy.templates.template import Template, resources
from tests.synth.assembly import Assembly


def projects(template: Template) -> dict[str, Any]:
    """By buildspec."""
    found = [r["Properties"] for _, r in resources(template, "AWS::CodeBuild::Project")]
    return {project["Source"]["BuildSpec"]: project for project in found}


def test_each_has_a_role_of_its_own_and_no_privileges(assembly: Assembly) -> None:
    found = projects(assembly.pipeline)
    assert set(found) == {"buildspec.yml", "buildspec.synth.yml"}
    assert len({str(project["ServiceRole"]) for project in found.values()}) == 2
    assert not any(project["Environment"]["PrivilegedMode"] for project in found.values())


def test_each_writes_to_an_encrypted_log_group_that_ends(assembly: Assembly) -> None:
    for project in projects(assembly.pipeline).values():
        logs = project["LogsConfig"]["CloudWatchLogs"]
        group = assembly.pipeline["Resources"][logs["GroupName"]["Ref"]]["Properties"]
        assert group["LogGroupName"] == f"/aws/codebuild/{project['Name']}"
        assert group["RetentionInDays"] == 90
        assert "KmsKeyId" in group


def test_each_encrypts_its_artifacts_with_the_artifact_key(assembly: Assembly) -> None:
    [pipeline] = [r for _, r in resources(assembly.pipeline, "AWS::CodePipeline::Pipeline")]
    key = pipeline["Properties"]["ArtifactStore"]["EncryptionKey"]["Id"]
    assert all(project["EncryptionKey"] == key for project in projects(assembly.pipeline).values())


def test_the_test_report_group_bears_the_name_that_codebuild_gives_it(assembly: Assembly) -> None:
    """A buildspec's group `tests` is `<project>-tests` to CodeBuild."""
    build = projects(assembly.pipeline)["buildspec.yml"]
    [group] = [r["Properties"] for _, r in resources(assembly.pipeline, "AWS::CodeBuild::ReportGroup")]
    assert group["Name"] == f"{build['Name']}-tests"


def test_the_cache_is_local_by_default(assembly: Assembly) -> None:
    for project in projects(assembly.pipeline).values():
        assert project["Cache"] == {"Type": "LOCAL", "Modes": ["LOCAL_CUSTOM_CACHE"]}


def test_build_settings_reach_the_applications_build_alone(variants: Path) -> None:
    found = projects(Assembly(variants / "gitlab-existing-network").pipeline)
    build, synthesize = found["buildspec.yml"], found["buildspec.synth.yml"]
    assert build["Environment"]["ComputeType"] == "BUILD_GENERAL1_LARGE"
    assert build["TimeoutInMinutes"] == 60
    assert build["Cache"]["Type"] == "S3"
    assert build["Cache"]["Location"]["Fn::Join"][1][-1] == "shop/cache"
    assert synthesize["Environment"]["ComputeType"] == "BUILD_GENERAL1_SMALL"
    assert synthesize["Cache"]["Type"] == "LOCAL"


def test_no_cache_means_none(variants: Path) -> None:
    build = projects(Assembly(variants / "bitbucket-long-names").pipeline)["buildspec.yml"]
    assert build["Cache"] == {"Type": "NO_CACHE"}
    assert build["Environment"]["Image"] == "aws/codebuild/standard:7.0"
