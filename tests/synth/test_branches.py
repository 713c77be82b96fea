"""A pipeline for each branch in one stack: examples/branches."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from policy.tables import iam_table
from policy.templates.template import resources, text
from tests.synth.assembly import Assembly


@pytest.fixture(scope="module")
def branches(variants: Path) -> Assembly:
    return Assembly(variants / "branches")


@pytest.fixture(scope="module")
def pipelines(branches: Assembly) -> dict[str, Any]:
    """By name."""
    found = resources(branches.pipeline, "AWS::CodePipeline::Pipeline")
    return {pipeline["Properties"]["Name"]: pipeline["Properties"] for _, pipeline in found}


def stages(pipeline: Any) -> list[str]:
    return [stage["Name"] for stage in pipeline["Stages"]]


def test_only_that_of_the_sources_branch_updates_the_stack(pipelines: dict[str, Any]) -> None:
    assert {name: stages(pipeline) for name, pipeline in pipelines.items()} == {
        "webapp": ["Source", "Build", "UpdatePipeline", "dev", "staging", "production"],
        "webapp-develop": ["Source", "Build", "dev"],
        "webapp-release": ["Source", "Build", "staging"],
        "webapp-review": ["Source", "Build"],
    }
    restarted = {name for name, pipeline in pipelines.items() if pipeline["RestartExecutionOnUpdate"]}
    assert restarted == {"webapp"}


def test_each_starts_on_its_branch_and_by_hand_takes_one_that_exists(pipelines: dict[str, Any]) -> None:
    started = {}
    for name in ("webapp", "webapp-develop", "webapp-release"):
        pipeline = pipelines[name]
        [push] = pipeline["Triggers"][0]["GitConfiguration"]["Push"]
        configuration = pipeline["Stages"][0]["Actions"][0]["Configuration"]
        started[name] = (push["Branches"]["Includes"], configuration["BranchName"])
    assert started == {
        "webapp": (["main"], "main"),
        "webapp-develop": (["develop"], "develop"),
        "webapp-release": (["release/*"], "main"),
    }


def test_they_share_connection_and_store_and_no_role_or_project(branches: Assembly, pipelines: dict[str, Any]) -> None:
    def of(pipeline: Any) -> set[str]:
        actions = [action for stage in pipeline["Stages"] for action in stage["Actions"]]
        roles = [text(action.get("RoleArn", "")) for action in actions]  # an approval has none
        projects = [text(action["Configuration"].get("ProjectName", "")) for action in actions]
        return {text(pipeline["RoleArn"]), *(one for one in [*roles, *projects] if one.startswith("${"))}

    assert len(list(resources(branches.pipeline, "AWS::CodeConnections::Connection"))) == 1
    assert len({text(pipeline["ArtifactStore"]["Location"]) for pipeline in pipelines.values()}) == 1
    for one, other in combinations(pipelines.values(), 2):
        assert not of(one) & of(other)


def test_an_environment_trusts_and_reads_the_pipelines_that_reach_it(branches: Assembly) -> None:
    reached = {"dev": ["webapp", "webapp-develop"], "staging": ["webapp", "webapp-release"], "production": ["webapp"]}
    for environment, names in reached.items():
        statements = iam_table.statements(branches.environments[environment])
        [trust] = [s for s in statements if s.is_trust and s.policy.endswith(f"webapp-{environment}-release")]
        trusted = {principal.rpartition("/")[2] for s in [trust] for principal in s.principals}
        assert trusted == {f"{name}-pipeline" for name in names}
        read = {resource for s in statements if s.sid == "ReadRevisions" for resource in s.resources}
        assert read == {f"arn:aws:s3:::webapp-artifacts-111111111111-eu-central-1/{name}/Built*" for name in names}


def test_no_pipeline_executes_what_another_has_prepared(pipelines: dict[str, Any]) -> None:
    prepared = [
        (action["Configuration"]["StackName"], action["Configuration"]["ChangeSetName"])
        for pipeline in pipelines.values()
        for stage in pipeline["Stages"]
        for action in stage["Actions"]
        if action["Name"] == "PrepareChanges"
    ]
    assert len(prepared) == len(set(prepared)) == 5


def test_a_pull_request_is_built_beside_others_each_time_that_it_changes(pipelines: dict[str, Any]) -> None:
    review = pipelines["webapp-review"]
    git = review["Triggers"][0]["GitConfiguration"]
    assert git["PullRequest"] == [{"Branches": {"Includes": ["main"]}, "Events": ["OPEN", "UPDATED"]}]
    assert "Push" not in git
    assert review["ExecutionMode"] == "PARALLEL"
    assert review["Stages"][0]["Actions"][0]["Configuration"]["BranchName"] == "main"  # when started by hand


def test_what_it_builds_leaves_no_cache_and_is_not_kept(branches: Assembly) -> None:
    projects = resources(branches.pipeline, "AWS::CodeBuild::Project")
    caches = {project["Properties"]["Name"]: project["Properties"]["Cache"]["Type"] for _, project in projects}
    assert {name for name, cache in caches.items() if cache == "NO_CACHE"} == {
        "webapp-review-build",
        "webapp-review-synthesize",
    }
    [store] = [
        bucket["Properties"]
        for _, bucket in resources(branches.pipeline, "AWS::S3::Bucket")
        if bucket["Properties"].get("BucketName", "").startswith("webapp-artifacts-")
    ]
    days = {
        rule["Prefix"]: rule["ExpirationInDays"]
        for rule in store["LifecycleConfiguration"]["Rules"]
        if "Prefix" in rule
    }
    assert (
        days["webapp-review/Built"] == days["webapp-review/Synthesize"] == days["webapp/Source"] < days["webapp/Built"]
    )


def test_the_code_of_a_pull_request_reaches_its_own_artifacts_alone(branches: Assembly) -> None:
    """What its builds' roles may do, by the bucket's policy, and by their own."""
    statements = iam_table.statements(branches.pipeline)
    builds = ("review-build", "review-synthesize")
    own = [one for one in statements if one.policy.endswith(builds) and not one.is_trust]
    assert {one.sid for one in own} == {"ReadArtifactBucketProperties", "ReportTests", "WriteLogs"}
    reached = {
        resource
        for one in statements
        if any("reviewRolesbuild" in who or "reviewRolessynthesize" in who for who in one.principals)
        for resource in one.resources
        if resource.startswith("arn:aws:s3")
    }
    assert {resource.partition("/")[2] for resource in reached} == {
        "webapp-review/Source*",
        "webapp-review/Built*",
        "webapp-review/Synthesize*",
    }
