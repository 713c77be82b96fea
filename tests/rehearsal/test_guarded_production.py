"""examples/guarded-production, in a rehearsal of its own: a retry, a window, approvers, a bake, a return to good."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from config.model.window import DAYS
from tests.conftest import ROOT
from tests.rehearsal import checkout
from tests.rehearsal.people import Person
from tests.rehearsal.running import PATIENCE, Journey, Running, until
from tests.rehearsal.topics import Topics

EXAMPLE = ROOT / "examples" / "guarded-production" / "pipeline.yml"
PIPELINE, TOOLS, PRODUCTION = "shop", "111111111111", "333333333333"
MANAGERS, DEVELOPERS, APPROVES = (
    f"arn:aws:iam::{TOOLS}:role/{name}" for name in ("release-managers", "developers", "shop-production-approve")
)
ALARM = "shop-production-http-5xx"
HARMFUL = {"webapp/src/page.html": ("It works, and every push arrives here.", "A harmful release.")}
FAILS_ONCE = """\
if [ "$DEPLOYMENT_GROUP_NAME" = shop-dev ] && grep -q '[.]50$' /etc/environment && [ ! -e /var/tmp/tried ]; then
  touch /var/tmp/tried
  echo "not yet" >&2
  exit 1
fi
"""  # on one of the instances


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Its first push has been delivered; the window is closed today, and a host is slow to be valid."""
    closed = DAYS[(datetime.now(UTC) + timedelta(days=3)).weekday()]
    text = EXAMPLE.read_text().replace("days: mon-thu", f"days: {closed}").replace("bake: 30", "bake: 3")
    example = tmp_path_factory.mktemp("example") / "pipeline.yml"
    example.write_text(text)
    scratch = checkout.make(tmp_path_factory.mktemp("guarded"), example)
    scratch.commit(
        "Slow to start", {"scripts/validate.sh": ("set -euo pipefail\n", f"set -euo pipefail\n{FAILS_ONCE}")}
    )
    try:
        yield Running.start(scratch, PIPELINE)
    finally:
        scratch.stop()


@pytest.fixture(scope="module")
def first(guarded: Running) -> str:
    """The execution that has delivered it."""
    return guarded.executions()[0]


@dataclass(frozen=True)
class Answers:
    """What came of each attempt to approve an execution: None, or the refusal's code. `asked`: what people read."""

    execution: str
    commit: str
    asked: list[str]
    refused: dict[str, str | None]


@pytest.fixture(scope="module")
def approved(guarded: Running, first: str) -> Answers:
    """A second release, to which people say yes."""
    codepipeline = guarded.client("codepipeline")
    jane = Person.join(guarded, TOOLS, ("release-managers", "developers"))
    managers, developers = jane.takes_on(MANAGERS), jane.takes_on(DEVELOPERS)
    topics = Topics(guarded)
    topics.listen("shop-approval", TOOLS)
    commit = guarded.checkout.commit("Harmful", HARMFUL)
    execution = guarded.push()
    with nobody_else_answers(guarded):
        where = {"pipelineName": PIPELINE, "stageName": "production"}
        until(lambda: rules(guarded, execution).get("Window", {}).get("status") == "InProgress", seconds=240)
        codepipeline.override_stage_condition(**where, pipelineExecutionId=execution, conditionType="BEFORE_ENTRY")
        token = until(lambda: waiting(codepipeline), seconds=60)
        refused = {
            "developers": refusal(lambda: approve(developers, token)),
            "developers, as approvers": refusal(lambda: developers.takes_on(APPROVES)),
            "managers": refusal(lambda: approve(managers, token)),
            "managers, as approvers": refusal(lambda: approve(managers.takes_on(APPROVES))),
        }
    return Answers(execution, commit, topics.message("shop-approval", "Approval waiting"), refused)


@contextmanager
def nobody_else_answers(guarded: Running) -> Iterator[None]:
    """The run, which overrides and approves everything, sleeps."""
    os.kill(guarded.session["pid"], signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(guarded.session["pid"], signal.SIGCONT)


def waiting(codepipeline: Any) -> str | None:
    """The token of production's approval."""
    stage = codepipeline.get_pipeline_state(name=PIPELINE)["stageStates"][-1]
    [approval] = [one for one in stage["actionStates"] if one["actionName"] == "Approve"]
    token: str | None = approval.get("latestExecution", {}).get("token")
    return token


def approve(person: Person, token: str | None = None) -> None:
    """Without a token, with the one that the person finds."""
    codepipeline = person.client("codepipeline")
    codepipeline.put_approval_result(
        pipelineName=PIPELINE,
        stageName="production",
        actionName="Approve",
        token=token or waiting(codepipeline),
        result={"status": "Approved", "summary": "a test"},
    )


def refusal(attempt: Callable[[], Any]) -> str | None:
    try:
        attempt()
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return None


@pytest.fixture(scope="module")
def alarming(guarded: Running, approved: Answers) -> Journey:
    """The second release, which an alarm meets while it bakes: it stays on until the former version answers again."""
    execution = approved.execution
    until(lambda: bakes(guarded, execution), seconds=PATIENCE)
    cloudwatch = guarded.client("cloudwatch", PRODUCTION)
    alarm(cloudwatch, "ALARM")
    until(lambda: guarded.answers("production") == guarded.commit, seconds=PATIENCE)
    alarm(cloudwatch, "OK")
    return guarded.ended(execution)


def alarm(cloudwatch: Any, state: str) -> None:
    cloudwatch.set_alarm_state(AlarmName=ALARM, StateValue=state, StateReason="a test")


def overridden(guarded: Running) -> list[bool]:
    """Of production's deployments, the oldest first, whether alarms counted for nothing."""
    codedeploy, name = guarded.client("codedeploy", PRODUCTION), "shop-production"
    ids = [
        one
        for colour in ("blue", "green")
        for one in codedeploy.list_deployments(applicationName=name, deploymentGroupName=f"{name}-{colour}")[
            "deployments"
        ]
    ]
    found = [codedeploy.get_deployment(deploymentId=one)["deploymentInfo"] for one in ids]
    return [
        one.get("overrideAlarmConfiguration") == {"enabled": False}
        for one in sorted(found, key=lambda one: one["createTime"])
    ]


def rules(guarded: Running, execution: str) -> dict[str, Any]:
    """The latest of each name."""
    found = guarded.client("codepipeline").list_rule_executions(
        pipelineName=PIPELINE, filter={"pipelineExecutionId": execution}
    )
    return {one["ruleName"]: one for one in reversed(found["ruleExecutionDetails"])}


def bakes(guarded: Running, execution: str) -> bool:
    return bool(rules(guarded, execution).get("Bake-http-5xx", {}).get("status") == "InProgress")


def test_a_failed_environment_is_tried_once_more(guarded: Running, first: str) -> None:
    journey = guarded.ended(first)
    assert journey.status == "Succeeded"
    state = guarded.client("codepipeline").get_pipeline_state(name=PIPELINE)["stageStates"][3]
    assert (state["stageName"], state["retryStageMetadata"]["autoStageRetryAttempt"]) == ("dev", 1)
    assert "dev has failed and is tried once more" in guarded.output


def test_a_closed_window_is_waited_for_and_overridden_where_nobody_is_asked(guarded: Running, first: str) -> None:
    assert rules(guarded, first)["Window"]["status"] == "Abandoned"
    assert "production beforeEntry Window: The window opens" in guarded.output
    assert "production: its window is overridden (APPROVE=yes)" in guarded.output


def test_who_is_asked_reads_commit_author_and_where_to_look_at_the_changes(approved: Answers) -> None:
    title, commit, asked, look, _ = approved.asked
    assert title == "Approval waiting: shop, production, Approve"
    assert re.fullmatch(rf"Commit {approved.commit[:7]} by .+: Harmful", commit)
    assert asked.startswith(f"Asked: Release commit {approved.commit} of shop to production?")
    assert "shows what would change: https://" in asked
    assert f"/executions/{approved.execution}/timeline" in look


def test_the_approvers_of_pipeline_yml_alone_approve_and_by_their_role_alone(approved: Answers) -> None:
    assert approved.refused == {
        "developers": "AccessDeniedException",
        "developers, as approvers": "AccessDenied",
        "managers": "AccessDeniedException",
        "managers, as approvers": None,
    }


def test_a_quiet_bake_lets_the_execution_end(guarded: Running, first: str) -> None:
    baked = [one for name, one in rules(guarded, first).items() if name.startswith("Bake-")]
    assert {one["status"] for one in baked} == {"Succeeded"}
    assert len(baked) == 3
    assert all(one["input"]["roleArn"].endswith(":role/shop-production-bake") for one in baked)


def test_an_alarm_while_it_bakes_fails_the_execution(guarded: Running, alarming: Journey) -> None:
    assert alarming.status == "Failed"
    assert alarming.statuses()["production.Release"] == "Succeeded"
    assert rules(guarded, alarming.id)["Bake-http-5xx"]["status"] == "Failed"
    until(lambda: "Pipeline failed: shop, production, Bake-http-5xx" in guarded.log())


def test_production_returns_to_the_last_good_execution(guarded: Running, alarming: Journey, first: str) -> None:
    [back] = [one for one in guarded.executions() if one not in (alarming.id, first)][:1]
    get = guarded.client("codepipeline").get_pipeline_execution
    found = get(pipelineName=PIPELINE, pipelineExecutionId=back)["pipelineExecution"]
    assert (found["executionType"], found["trigger"]["triggerType"]) == ("ROLLBACK", "AutomatedRollback")
    assert found["rollbackMetadata"]["rollbackTargetPipelineExecutionId"] == first
    journey = guarded.ended(back)
    assert journey.status == "Succeeded", guarded.log()[-3000:]
    assert set(journey.statuses()) == {
        f"production.{name}" for name in ("PrepareChanges", "Approve", "ExecuteChanges", "Release")
    }
    assert guarded.answers("production") == guarded.commit
    assert overridden(guarded) == [False, False, True]
    until(lambda: "rolls back to execution" in guarded.log())
    until(lambda: "Rolled back: shop, production" in guarded.log())


def test_a_change_to_documentation_builds_nothing(guarded: Running, alarming: Journey) -> None:
    before = guarded.executions()
    guarded.checkout.commit("Documentation", {"README.md": ("# Slipway\n", "# Slipway, explained\n")})
    pushed = guarded.checkout.git("push", "rehearsal")
    assert "refs/heads/main: no pipeline has a trigger for this push" in pushed.stderr
    assert guarded.executions() == before


def test_documentation_that_comes_with_a_change_is_built(guarded: Running, alarming: Journey) -> None:
    edits = {"README.md": ("# Slipway, explained\n", "# Slipway\n"), "webapp/package.json": ('"1.0.0"', '"1.0.1"')}
    guarded.checkout.commit("A change, and what is said of it", edits)
    before = guarded.executions()
    execution = guarded.push()
    assert guarded.executions() == [execution, *before]
    stop = guarded.client("codepipeline").stop_pipeline_execution
    stop(pipelineName=PIPELINE, pipelineExecutionId=execution, abandon=True)
