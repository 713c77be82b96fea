"""`make rehearse`: the working tree travels from the push to production, through four accounts."""

import re

import boto3
import pytest

from tests.rehearsal.running import ENVIRONMENTS, PIPELINE, Journey, Running, until

ORDER = [
    "Source.Source", "Build.Build", "Build.Synthesize", "UpdatePipeline.UpdatePipeline",
    "dev.PrepareChanges", "dev.ExecuteChanges", "dev.Release",
    "staging.PrepareChanges", "staging.ExecuteChanges", "staging.Release",
    "production.PrepareChanges", "production.Approve", "production.ExecuteChanges", "production.Release",
]  # fmt: skip


@pytest.fixture(scope="module")
def journey(rehearsal: Running) -> Journey:
    """Of the execution that the run named in its verdict."""
    named = re.search(r"The rehearsal succeeded\. Commit (\w+), execution (\w+)\.", rehearsal.output)
    assert named, rehearsal.output[-2000:]
    assert rehearsal.commit.startswith(named.group(1))
    return rehearsal.ended(next(each for each in rehearsal.executions() if each.startswith(named.group(2))))


def test_every_action_succeeds_in_the_order_of_the_pipeline(journey: Journey) -> None:
    assert journey.status == "Succeeded"
    assert journey.statuses() == dict.fromkeys(ORDER, "Succeeded")
    assert sorted(journey.actions, key=lambda name: journey.actions[name]["startTime"]) == ORDER


def test_application_and_templates_are_built_side_by_side(journey: Journey) -> None:
    build, synthesize = journey.actions["Build.Build"], journey.actions["Build.Synthesize"]
    assert build["startTime"] < synthesize["lastUpdateTime"]
    assert synthesize["startTime"] < build["lastUpdateTime"]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_pushed_commit_answers(rehearsal: Running, journey: Journey, environment: str) -> None:
    assert rehearsal.answering[environment] == journey.commit == rehearsal.commit
    assert "<h1>It works, and every push arrives here.</h1>" in rehearsal.pages[environment]
    assert f"<code>{rehearsal.commit}</code>" in rehearsal.pages[environment]


def test_every_environment_is_an_account_of_its_own(rehearsal: Running) -> None:
    def stacks(account: str | None) -> set[str]:
        listed = rehearsal.client("cloudformation", account).describe_stacks()["Stacks"]
        return {stack["StackName"] for stack in listed} - {"CDKToolkit", f"{PIPELINE}-execution-policies"}

    assert stacks(None) == {f"{PIPELINE}-pipeline"}
    assert {name: stacks(account) for name, account in ENVIRONMENTS.items()} == {
        name: {f"{PIPELINE}-{name}"} for name in ENVIRONMENTS
    }


def test_every_account_has_instances_that_serve(rehearsal: Running) -> None:
    for account in ENVIRONMENTS.values():
        balancing = rehearsal.client("elbv2", account)
        groups = [group["TargetGroupArn"] for group in balancing.describe_target_groups()["TargetGroups"]]
        assert len(groups) == 1
        health = balancing.describe_target_health(TargetGroupArn=groups[0])["TargetHealthDescriptions"]
        assert [each["TargetHealth"]["State"] for each in health] == ["healthy", "healthy"]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_what_codedeploys_agents_log_is_kept_encrypted(rehearsal: Running, journey: Journey, environment: str) -> None:
    account, name = ENVIRONMENTS[environment], f"/slipway/{PIPELINE}-{environment}/agents"
    logs = rehearsal.client("logs", account)
    [group] = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    assert (group["retentionInDays"], group["kmsKeyId"].split(":")[4]) == (90, account)
    release = journey.actions[f"{environment}.Release"]["output"]["executionResult"]
    wanted = f"[{release['externalExecutionId']}]LifecycleEvent - ValidateService"

    def hosts() -> set[str]:
        found = logs.filter_log_events(logGroupName=name)["events"]
        return {one["logStreamName"].partition("/")[0] for one in found if one["message"].endswith(wanted)}

    assert len(until(lambda: found if len(found := hosts()) > 1 else None)) == 2


def test_the_run_prints_a_duration_for_each_part_and_action(rehearsal: Running) -> None:
    for part in ("local AWS", "bootstrap", "synth", "deploy", "push"):
        assert re.search(rf"^{part} +\d+\.\d$", rehearsal.output, re.MULTILINE), part
    for action in ORDER:
        assert re.search(rf"^{re.escape(action)} +Succeeded +\d+\.\d$", rehearsal.output, re.MULTILINE), action


def test_the_run_says_how_to_go_on_and_how_to_end(rehearsal: Running) -> None:
    assert "git push rehearsal" in rehearsal.output
    assert "`make stop` ends it" in rehearsal.output.splitlines()[-1]


def test_what_the_environment_file_names_is_all_that_a_client_needs(
    rehearsal: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in rehearsal.environment.items():
        monkeypatch.setenv(name, value)
    state = boto3.client("codepipeline").get_pipeline_state(name=PIPELINE)
    assert [stage["stageName"] for stage in state["stageStates"]] == [
        "Source", "Build", "UpdatePipeline", *ENVIRONMENTS
    ]  # fmt: skip
    assert boto3.client("sts").get_caller_identity()["Arn"] == "arn:aws:iam::111111111111:root"
