"""examples/multi-account: production in two regions, one after the other, each from the artifact store of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import PIPELINE, Journey, Running, until

EXAMPLE = ROOT / "examples" / "multi-account" / "pipeline.yml"
TOOLS, PRODUCTION = "111111111111", "333333333333"
HARM = "webapp-production-euw1-harm"
STORE = f"webapp-artifacts-{TOOLS}-eu-west-1"
ONLY_IN_EU_WEST_1 = 'if [ "$DEPLOYMENT_GROUP_NAME" = webapp-production-euw1 ]; then exit 1; fi\n'
UNFIT = {"scripts/validate.sh": ("set -euo pipefail\n", f"set -euo pipefail\n{ONLY_IN_EU_WEST_1}")}


@dataclass(frozen=True)
class Failure:
    former: str  # commit
    commit: str
    journey: Journey


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("multi-account"), EXAMPLE) as found:
        yield found


@pytest.fixture(scope="module")
def disturbed(running: Running) -> Journey:
    """A release, while whose bake an alarm of the second region goes on."""
    codepipeline = running.client("codepipeline")
    execution = str(codepipeline.start_pipeline_execution(name=PIPELINE)["pipelineExecutionId"])
    until(lambda: running.rules(execution).get("Bake-eu-west-1") == "InProgress", 240)
    cloudwatch = running.client("cloudwatch", PRODUCTION, "eu-west-1")
    cloudwatch.set_alarm_state(AlarmName=HARM, StateValue="ALARM", StateReason="a test")
    journey = running.ended(execution)
    cloudwatch.set_alarm_state(AlarmName=HARM, StateValue="OK", StateReason="a test")
    return journey


@pytest.fixture(scope="module")
def failure(running: Running, disturbed: Journey) -> Failure:
    """A push that its second region does not bear."""
    commit = running.checkout.commit("Not fit for eu-west-1", UNFIT)
    return Failure(running.commit, commit, running.delivered(running.push()))


def test_the_first_push_reaches_both_regions(running: Running) -> None:
    assert running.answering == dict.fromkeys(("dev", "production", "production-euw1"), running.commit)


def test_the_store_of_the_other_region_holds_what_its_actions_read(running: Running) -> None:
    listed = running.client("s3").list_objects_v2(Bucket=STORE)["Contents"]
    assert {key["Key"].rpartition("/")[0] for key in listed} == {"webapp/Built", "webapp/Synthesize"}
    head = running.client("s3").head_object(Bucket=STORE, Key=listed[0]["Key"])
    assert head["SSEKMSKeyId"].startswith(f"arn:aws:kms:eu-west-1:{TOOLS}:key/")


def test_each_region_has_a_stack_that_knows_its_own_key(running: Running) -> None:
    for region, name in (("eu-central-1", "webapp-production"), ("eu-west-1", "webapp-production-euw1")):
        cloudformation = running.client("cloudformation", PRODUCTION, region)
        [stack] = cloudformation.describe_stacks(StackName=name)["Stacks"]
        [key] = [each["ParameterValue"] for each in stack["Parameters"] if each["ParameterKey"] == "ArtifactKeyArn"]
        assert key.startswith(f"arn:aws:kms:{region}:{TOOLS}:key/")


def test_the_regions_follow_each_other_behind_one_approval(running: Running) -> None:
    assert _in_production(running, running.executions()[-2:]) == [
        "PrepareChanges-eu-central-1",
        "PrepareChanges-eu-west-1",
        "Approve",
        "ExecuteChanges-eu-central-1",
        "Release-eu-central-1",
        "ExecuteChanges-eu-west-1",
        "Release-eu-west-1",
    ]


def test_a_bake_of_both_regions_fails_by_an_alarm_of_the_second(running: Running, disturbed: Journey) -> None:
    assert disturbed.status == "Failed"
    assert set(disturbed.statuses().values()) == {"Succeeded"}
    assert running.rules(disturbed.id) == {"Bake-eu-central-1": "Abandoned", "Bake-eu-west-1": "Failed"}


def test_a_release_that_fails_in_the_second_region_is_rolled_back_there_alone(
    running: Running, failure: Failure
) -> None:
    assert failure.journey.status == "Failed"
    failed = [name for name, status in failure.journey.statuses().items() if status == "Failed"]
    assert failed == ["production.Release-eu-west-1"]
    assert running.answers("production") == failure.commit
    assert running.answers("production-euw1") == failure.former


def test_codedeploy_rolled_back_to_the_revision_in_the_regions_store(running: Running, failure: Failure) -> None:
    """The pipeline's action has ended with the deployment that failed: the rollback goes on after it."""
    until(lambda: _rollback(running)["status"] == "Succeeded", 120)
    assert _rollback(running)["revision"]["s3Location"]["bucket"] == STORE


def _rollback(running: Running) -> dict[str, Any]:
    codedeploy = running.client("codedeploy", PRODUCTION, "eu-west-1")
    name = "webapp-production-euw1"
    ids = codedeploy.list_deployments(applicationName=name, deploymentGroupName=name)["deployments"]
    found = [codedeploy.get_deployment(deploymentId=each)["deploymentInfo"] for each in ids]
    [rollback] = [one for one in found if one["creator"] == "codeDeployRollback"]
    return dict(rollback)


def _in_production(running: Running, executions: list[str]) -> list[str]:
    """The actions of the execution that got there, in the order in which they started."""
    for execution in executions:
        actions = running.ended(execution).actions
        found = [action for name, action in actions.items() if name.startswith("production.")]
        if found:
            ordered = sorted(found, key=lambda action: (action["startTime"], action["actionName"]))
            return [str(action["actionName"]) for action in ordered]
    return []
