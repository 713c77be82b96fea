"""What pipeline.yml says of windows, bakes, failures and approvers stands in the templates, and nothing else does."""

from pathlib import Path
from typing import Any

import pytest

import config
from config import names
from config.model import Window
from pipeline_stack.approval_question import question
from pipeline_stack.conditions import quartz
from policy.templates.template import resources
from tests.synth.assembly import Assembly, only, release_alarms

PIPELINES = Path(__file__).parent / "pipelines"
PIPELINE, ROLE, POLICY = "AWS::CodePipeline::Pipeline", "AWS::IAM::Role", "AWS::IAM::ManagedPolicy"
MOMENTS = {"BeforeEntry", "OnSuccess", "OnFailure"}


def stage(assembly: Assembly, name: str) -> dict[str, Any]:
    [found] = [one for one in only(assembly.pipeline, PIPELINE)["Stages"] if one["Name"] == name]
    return dict(found)


@pytest.fixture
def strict(variants: Path) -> Assembly:
    return Assembly(variants / "strict")


def test_an_environment_without_them_asks_nothing(assembly: Assembly) -> None:
    for one in only(assembly.pipeline, PIPELINE)["Stages"]:
        assert not MOMENTS & one.keys()


def test_a_window_is_asked_before_the_stage_is_entered(strict: Assembly) -> None:
    [condition] = stage(strict, "production")["BeforeEntry"]["Conditions"]
    [window] = condition["Rules"]
    assert (condition["Result"], window["RuleTypeId"]["Provider"]) == ("FAIL", "DeploymentWindow")
    expected = {"Cron": "* * 9-16 ? * MON,TUE,WED,THU,FRI *", "TimeZone": "Europe/Berlin"}
    assert window["Configuration"] == expected


def test_a_bake_watches_each_alarm_of_the_release_as_a_role_that_may_look_at_these_alone(strict: Assembly) -> None:
    [condition] = stage(strict, "production")["OnSuccess"]["Conditions"]
    template = strict.environments["production"]
    made = {one["Properties"]["AlarmName"] for _, one in release_alarms(template)}
    assert {rule["Configuration"]["AlarmName"] for rule in condition["Rules"]} == made
    assert {rule["Configuration"]["WaitTime"] for rule in condition["Rules"]} == {"15"}
    assert {rule["RoleArn"] for rule in condition["Rules"]} == {"arn:aws:iam::444444444444:role/strict-production-bake"}
    policies = {one["Properties"]["ManagedPolicyName"]: one["Properties"] for _, one in resources(template, POLICY)}
    [statement] = policies["strict-production-bake"]["PolicyDocument"]["Statement"]
    assert statement["Action"] == "cloudwatch:DescribeAlarms"
    assert {arn.rpartition(":")[2] for arn in statement["Resource"]} == made


def test_the_pipeline_may_take_on_the_role_that_watches(strict: Assembly) -> None:
    policies = {
        one["Properties"]["ManagedPolicyName"]: one["Properties"] for _, one in resources(strict.pipeline, POLICY)
    }
    statements = policies["strict-pipeline"]["PolicyDocument"]["Statement"]
    [assume] = [one for one in statements if one["Action"] == "sts:AssumeRole"]
    assert "arn:aws:iam::444444444444:role/strict-production-bake" in assume["Resource"]


def test_a_failure_rolls_back_or_is_retried(strict: Assembly, variants: Path) -> None:
    rolled = stage(strict, "production")
    assert rolled["OnFailure"] == {"Result": "ROLLBACK"}
    assert rolled["OnSuccess"]["Conditions"][0]["Result"] == "ROLLBACK"
    shop = Assembly(variants / "gitlab-existing-network")
    retry = {"Result": "RETRY", "RetryConfiguration": {"RetryMode": "ALL_ACTIONS"}}
    assert stage(shop, "test")["OnFailure"] == retry
    assert stage(shop, "live")["OnSuccess"]["Conditions"][0]["Result"] == "FAIL"


def test_approvers_take_on_a_role_that_answers_this_approval_alone(strict: Assembly) -> None:
    roles = {one["Properties"]["RoleName"]: one["Properties"] for _, one in resources(strict.pipeline, ROLE)}
    [trust] = roles["strict-production-approve"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"AWS": "arn:aws:iam::111111111111:role/release-managers"}
    policies = {
        one["Properties"]["ManagedPolicyName"]: one["Properties"] for _, one in resources(strict.pipeline, POLICY)
    }
    answer, _ = policies["strict-production-approve"]["PolicyDocument"]["Statement"]
    assert answer["Action"] == "codepipeline:PutApprovalResult"
    assert answer["Resource"] == "arn:aws:codepipeline:eu-central-1:111111111111:strict/production/Approve"


def test_an_environment_with_addresses_of_its_own_has_a_topic_of_its_own(variants: Path) -> None:
    template = Assembly(variants / "bitbucket-long-names").pipeline
    topics = {topic["Properties"]["TopicName"] for _, topic in resources(template, "AWS::SNS::Topic")}
    assert {name for name in topics if name.endswith("-approval")} == {
        "abcdefghijklmnopqrst-bcdefghijklmnopqrstu-approval"
    }
    subscriptions = [one["Properties"]["Endpoint"] for _, one in resources(template, "AWS::SNS::Subscription")]
    assert subscriptions == ["releases@example.com"]


@pytest.mark.parametrize("file", sorted(PIPELINES.glob("*.yml")), ids=lambda file: file.stem)
def test_what_an_approver_is_asked_fits_into_a_thousand_characters(file: Path) -> None:
    pipeline = config.load(file)
    for environment in pipeline.environments:
        asked = question(pipeline, environment)
        assert len(asked) <= 1000
        assert environment.regions or f"stackId={names.environment_name(pipeline, environment)}" in asked
        assert ("#{Source.CommitMessage}" in asked) == (pipeline.source.provider != "s3")


@pytest.mark.parametrize(
    ("window", "cron"),
    [
        (Window(hours="9-17"), "* * 9-16 ? * MON,TUE,WED,THU,FRI *"),
        (Window(days="sat-sun", hours="00-24"), "* * 0-23 ? * SAT,SUN *"),
        (Window(days="wed", hours="22-23"), "* * 22-22 ? * WED *"),
    ],
)
def test_a_window_in_quartz(window: Window, cron: str) -> None:
    assert quartz(window) == cron
