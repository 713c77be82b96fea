"""How a change starts the pipeline, for each provider: by webhook or event, never by polling."""

from pathlib import Path
from typing import Any

import pytest

from policy.templates.template import Template, resources
from tests.synth.assembly import Assembly, only, stage

PIPELINE = "AWS::CodePipeline::Pipeline"


def pipeline_of(variants: Path, name: str) -> Template:
    return Assembly(variants / name).pipeline  # type: ignore[no-any-return]


def source_of(template: Template) -> dict[str, Any]:
    configuration: dict[str, Any] = stage(template, "Source")["Source"]["Configuration"]
    return configuration


def test_github_pushes_to_the_branch_start_the_pipeline_but_for_documentation_alone(assembly: Assembly) -> None:
    [trigger] = only(assembly.pipeline, PIPELINE)["Triggers"]
    documentation = {"Excludes": ["docs/**", "**.md"]}
    assert trigger["GitConfiguration"]["Push"] == [{"Branches": {"Includes": ["main"]}, "FilePaths": documentation}]
    assert source_of(assembly.pipeline)["DetectChanges"] is False


def test_a_repository_of_a_subgroup_is_named_whole(variants: Path) -> None:
    template = pipeline_of(variants, "gitlab-existing-network")
    assert source_of(template)["FullRepositoryId"] == "group/team/shop"
    assert "'codeconnections:FullRepositoryId': 'group/team/shop'" in str(template)
    assert "https://gitlab.com/group/team/shop/-/blob/trunk/docs/operations.md" in str(template)


def test_path_filters_join_the_branch(variants: Path) -> None:
    [trigger] = only(pipeline_of(variants, "gitlab-existing-network"), PIPELINE)["Triggers"]
    paths = {"Includes": ["webapp/**"], "Excludes": ["**/*.md"]}
    assert trigger["GitConfiguration"]["Push"] == [{"Branches": {"Includes": ["trunk"]}, "FilePaths": paths}]


def test_tag_filters_take_the_branchs_place(variants: Path) -> None:
    [trigger] = only(pipeline_of(variants, "bitbucket-long-names"), PIPELINE)["Triggers"]
    tags = {"Includes": ["v*"], "Excludes": ["*-rc*"]}
    assert trigger["GitConfiguration"]["Push"] == [{"Tags": tags}]


@pytest.mark.parametrize(
    ("variant", "provider"), [("gitlab-existing-network", "GitLab"), (None, "GitHub")], ids=["gitlab", "github"]
)
def test_a_connection_is_made_where_none_is_given(
    assembly: Assembly, variants: Path, variant: str | None, provider: str
) -> None:
    template = pipeline_of(variants, variant) if variant else assembly.pipeline
    assert only(template, "AWS::CodeConnections::Connection")["ProviderType"] == provider
    assert "codeconnections" in template["Outputs"]["ConnectionLink"]["Value"]


def test_a_given_connection_is_used_and_none_made(variants: Path) -> None:
    template = pipeline_of(variants, "bitbucket-long-names")
    assert not list(resources(template, "AWS::CodeConnections::Connection"))
    assert source_of(template)["ConnectionArn"].startswith("arn:aws:codeconnections:ap-southeast-1:")


def source_rule(template: Template) -> Any:
    """Beside it are those of the messages, and the one that keeps the pipeline's own events."""
    rules = [rule["Properties"] for _, rule in resources(template, "AWS::Events::Rule")]
    [found] = [rule for rule in rules if rule["Name"].endswith("-source-change")]
    return found


def test_codecommit_events_of_the_branch_start_the_pipeline(variants: Path) -> None:
    template = pipeline_of(variants, "codecommit-one-account")
    assert source_of(template)["PollForSourceChanges"] is False
    pattern = source_rule(template)["EventPattern"]
    assert pattern["source"] == ["aws.codecommit"]
    assert pattern["resources"] == ["arn:aws:codecommit:us-east-1:111111111111:solo"]
    assert pattern["detail"]["referenceName"] == ["main"]


def test_s3_events_of_the_one_key_start_the_pipeline(variants: Path) -> None:
    template = pipeline_of(variants, "s3-no-approval")
    assert source_of(template)["PollForSourceChanges"] is False
    pattern = source_rule(template)["EventPattern"]
    assert pattern["detail"] == {"bucket": {"name": ["drop-source"]}, "object": {"key": ["incoming/source.zip"]}}


@pytest.mark.parametrize("variant", ["codecommit-one-account", "s3-no-approval"])
def test_the_rule_may_start_this_pipeline_and_nothing_else(variants: Path, variant: str) -> None:
    template = pipeline_of(variants, variant)
    policies = {p["Properties"]["ManagedPolicyName"]: p for _, p in resources(template, "AWS::IAM::ManagedPolicy")}
    name = only(template, PIPELINE)["Name"]
    [statement] = policies[f"{name}-source-change"]["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Action"] == "codepipeline:StartPipelineExecution"
    assert statement["Resource"].endswith(f":{name}")


def test_nobody_to_ask_needs_no_topic(variants: Path) -> None:
    template = pipeline_of(variants, "s3-no-approval")
    topics = {topic["Properties"]["TopicName"] for _, topic in resources(template, "AWS::SNS::Topic")}
    assert topics == {"drop-critical", "drop-warning"}


def test_addresses_are_subscribed_to_the_topics_of_all_severities(variants: Path) -> None:
    template = pipeline_of(variants, "gitlab-existing-network")
    subscriptions = [one["Properties"] for _, one in resources(template, "AWS::SNS::Subscription")]
    assert {(one["Protocol"], one["Endpoint"]) for one in subscriptions} == {("email", "approver@example.com")}
    assert len(subscriptions) == 3
