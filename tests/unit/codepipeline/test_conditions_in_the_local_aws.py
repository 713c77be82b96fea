"""Conditions, rollback and retry through the API, with IAM enforced: one short pipeline for each."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from rehearsal.run.local_aws import LocalAws
from tests.unit.codepipeline.declarations import condition, rule
from tests.unit.codepipeline.deployed import Alarm, Deployed, until
from tests.unit.server.accounts import DEV, REGION, allow, refusal

NEVER = condition("FAIL", rule("Window", "DeploymentWindow", Cron="* * * 1 1 ? 2199", TimeZone="Europe/Berlin"))
ALWAYS = condition("FAIL", rule("Window", "DeploymentWindow", Cron="* * * * * ?"))
MINUTE = 2.0  # seconds, of the rehearsal


@dataclass(frozen=True)
class Opening:
    """A pipeline whose window opens at the first minute that is five seconds away or more, by this machine's clock."""

    pipeline: Deployed
    opens: datetime


@pytest.fixture(scope="module", autouse=True)
def opening(local_aws: LocalAws) -> Opening:
    """It waits while the other tests run."""
    opens = (datetime.now(UTC) + timedelta(seconds=65)).replace(second=0, microsecond=0)
    window = condition("FAIL", rule("Window", "DeploymentWindow", Cron=f"* {opens.minute} {opens.hour} * * ?"))
    pipeline = Deployed(local_aws, {"beforeEntry": window})
    until(lambda: asked(pipeline, "beforeEntry"))
    assert until(lambda: summary(pipeline)) == f"The window opens {opens:%A %d %B %Y at %H:%M} (UTC)"
    assert "latestExecution" not in pipeline.stage()["actionStates"][0]
    return Opening(pipeline, opens)


def test_a_closed_window_waits_and_says_for_what_until_it_is_overridden(local_aws: LocalAws) -> None:
    pipeline = Deployed(local_aws, {"beforeEntry": NEVER})
    state = until(lambda: asked(pipeline, "beforeEntry"))
    assert state["latestExecution"]["status"] == "InProgress"
    [window] = state["conditionStates"][0]["ruleStates"]
    assert until(lambda: summary(pipeline)) == "The window opens never again (Europe/Berlin)"
    assert window["ruleName"] == "Window"
    assert "latestExecution" not in pipeline.stage()["actionStates"][0]

    named = {"pipelineName": pipeline.name, "stageName": "Deploy", "pipelineExecutionId": pipeline.first}
    pipeline.client.override_stage_condition(**named, conditionType="BEFORE_ENTRY")
    pipeline.answer(True, pipeline.first)
    assert pipeline.ended(pipeline.first) == "Succeeded"
    assert asked(pipeline, "beforeEntry")["latestExecution"]["status"] == "Overridden"
    assert pipeline.rules()[0]["status"] == "Abandoned"
    again = {**named, "conditionType": "BEFORE_ENTRY"}
    assert refusal(pipeline.client.override_stage_condition, **again) == "ConditionNotOverridableException"


def test_an_open_window_is_no_obstacle(local_aws: LocalAws) -> None:
    pipeline = Deployed(local_aws, {"beforeEntry": ALWAYS})
    pipeline.answer(True, pipeline.first)
    assert pipeline.ended(pipeline.first) == "Succeeded"
    assert pipeline.rules()[0]["status"] == "Succeeded"


def test_a_stopped_execution_no_longer_waits_for_its_window(local_aws: LocalAws) -> None:
    pipeline = Deployed(local_aws, {"beforeEntry": NEVER})
    until(lambda: asked(pipeline, "beforeEntry"))
    pipeline.client.stop_pipeline_execution(pipelineName=pipeline.name, pipelineExecutionId=pipeline.first)
    assert pipeline.ended(pipeline.first) == "Stopped"


def test_a_quiet_alarm_lets_the_release_pass_when_the_time_is_over(local_aws: LocalAws) -> None:
    pipeline = Deployed(local_aws, {"onSuccess": Alarm(local_aws).watched("FAIL", 0.5)})
    pipeline.answer(True, pipeline.first)
    assert pipeline.ended(pipeline.first) == "Succeeded"
    [bake] = pipeline.rules()
    assert bake["status"] == "Succeeded"
    assert (bake["lastUpdateTime"] - bake["startTime"]).total_seconds() >= 0.5 * MINUTE


def test_an_alarm_while_it_bakes_rolls_back_to_the_last_good_execution(local_aws: LocalAws) -> None:
    alarm = Alarm(local_aws)
    pipeline = Deployed(local_aws, {"onSuccess": alarm.watched("ROLLBACK", 2)})
    pipeline.answer(True, pipeline.first)
    assert pipeline.ended(pipeline.first) == "Succeeded"
    pipeline.upload("second")
    second = pipeline.start()
    pipeline.answer(True, second)
    until(lambda: running(pipeline, second))
    alarm.set("ALARM")
    assert pipeline.ended(second) == "Failed"

    rollback = pipeline.summaries()[0]
    assert (rollback["executionType"], rollback["trigger"]["triggerType"]) == ("ROLLBACK", "AutomatedRollback")
    assert rollback["rollbackMetadata"] == {"rollbackTargetPipelineExecutionId": pipeline.first}
    alarm.set("OK")
    pipeline.answer(True, rollback["pipelineExecutionId"])
    assert pipeline.ended(rollback["pipelineExecutionId"]) == "Succeeded"
    of_first = pipeline.summaries()[-1]["sourceRevisions"]
    assert pipeline.summaries()[0]["sourceRevisions"] == of_first != pipeline.summaries()[1]["sourceRevisions"]
    assert pipeline.stage()["latestExecution"]["type"] == "ROLLBACK"


def test_a_role_that_may_not_look_at_the_alarm_fails_the_rule(local_aws: LocalAws) -> None:
    of_another = allow(["cloudwatch:DescribeAlarms"], f"arn:aws:cloudwatch:{REGION}:{DEV}:alarm:another")
    pipeline = Deployed(local_aws, {"onSuccess": Alarm(local_aws, (of_another,)).watched("FAIL", 1)})
    pipeline.answer(True, pipeline.first)
    assert pipeline.ended(pipeline.first) == "Failed"
    [bake] = pipeline.rules()
    assert bake["output"]["executionResult"]["errorDetails"]["code"] == "AccessDeniedException"


def test_an_alarm_before_entry_may_recover(local_aws: LocalAws) -> None:
    alarm = Alarm(local_aws)
    alarm.set("ALARM")
    pipeline = Deployed(local_aws, {"beforeEntry": alarm.watched("FAIL", 5)})
    until(lambda: running(pipeline, pipeline.first))
    alarm.set("OK")
    pipeline.answer(True, pipeline.first)
    assert pipeline.ended(pipeline.first) == "Succeeded"


def test_a_variable_that_is_not_so_skips_the_stage(local_aws: LocalAws) -> None:
    other = rule("Key", Variable="#{Source.ObjectKey}", Operator="EQ", Value="other.zip")
    pipeline = Deployed(local_aws, {"beforeEntry": condition("SKIP", other)})
    assert pipeline.ended(pipeline.first) == "Succeeded"
    assert pipeline.stage()["latestExecution"]["status"] == "Skipped"
    [checked] = pipeline.rules()
    assert checked["input"]["resolvedConfiguration"]["Variable"] == "source.zip"


def test_a_failed_stage_is_retried_by_itself_once(local_aws: LocalAws) -> None:
    retry = {"result": "RETRY", "retryConfiguration": {"retryMode": "FAILED_ACTIONS"}}
    pipeline = Deployed(local_aws, {"onFailure": retry})
    pipeline.answer(False, pipeline.first)
    until(lambda: pipeline.stage().get("retryStageMetadata"))
    pipeline.answer(True, pipeline.first)
    assert pipeline.ended(pipeline.first) == "Succeeded"
    counted = {"autoStageRetryAttempt": 1, "manualStageRetryAttempt": 0, "latestRetryTrigger": "AutomatedStageRetry"}
    assert pipeline.stage()["retryStageMetadata"] == counted


def test_a_person_rolls_a_stage_back(local_aws: LocalAws) -> None:
    pipeline = Deployed(local_aws, {})
    pipeline.answer(True, pipeline.first)
    assert pipeline.ended(pipeline.first) == "Succeeded"
    wanted = {"pipelineName": pipeline.name, "stageName": "Deploy", "targetPipelineExecutionId": pipeline.first}
    rollback = pipeline.client.rollback_stage(**wanted)["pipelineExecutionId"]
    pipeline.answer(True, rollback)
    assert pipeline.ended(rollback) == "Succeeded"
    assert pipeline.summaries()[0]["trigger"]["triggerType"] == "ManualRollback"
    in_stage = {"succeededInStage": {"stageName": "Deploy"}}
    found = pipeline.client.list_pipeline_executions(pipelineName=pipeline.name, filter=in_stage)
    assert [one["pipelineExecutionId"] for one in found["pipelineExecutionSummaries"]] == [pipeline.first]
    for impossible in ({"stageName": "Source"}, {"targetPipelineExecutionId": rollback}):
        refused = refusal(pipeline.client.rollback_stage, **{**wanted, **impossible})
        assert refused == "UnableToRollbackStageException"


def test_a_long_history_is_read_in_pages(local_aws: LocalAws) -> None:
    pipeline = Deployed(local_aws, {})
    pipeline.answer(True, pipeline.first)
    pipeline.ended(pipeline.first)
    whole = pipeline.client.list_action_executions(pipelineName=pipeline.name)["actionExecutionDetails"]
    first = pipeline.client.list_action_executions(pipelineName=pipeline.name, maxResults=1)
    pipeline.start()  # shifts nothing
    second = pipeline.client.list_action_executions(
        pipelineName=pipeline.name, maxResults=1, nextToken=first["nextToken"]
    )
    assert [*first["actionExecutionDetails"], *second["actionExecutionDetails"]] == whole
    assert "nextToken" not in second
    unknown = refusal(pipeline.client.list_action_executions, pipelineName=pipeline.name, nextToken="unknown")
    assert unknown == "InvalidNextTokenException"


def test_a_rule_that_the_rehearsal_does_not_have_is_refused_by_name(local_aws: LocalAws) -> None:
    with pytest.raises(ClientError, match=r"Stage Deploy: the rehearsal does not have the rule Commands \(onSuccess\)"):
        Deployed(local_aws, {"onSuccess": condition("FAIL", rule("Make", "Commands"))})


def test_a_closed_window_opens_by_itself(opening: Opening) -> None:
    pipeline = opening.pipeline
    until(lambda: "latestExecution" in pipeline.stage()["actionStates"][0], 90)
    pipeline.answer(True, pipeline.first)
    assert pipeline.ended(pipeline.first) == "Succeeded"
    [window] = pipeline.rules()
    assert window["status"] == "Succeeded"
    assert window["lastUpdateTime"] >= opening.opens


def asked(pipeline: Deployed, moment: str) -> Any:
    state = pipeline.stage()[f"{moment}ConditionState"]
    return state if "latestExecution" in state else None


def running(pipeline: Deployed, execution_id: str) -> bool:
    return any(r["pipelineExecutionId"] == execution_id and r["status"] == "InProgress" for r in pipeline.rules())


def summary(pipeline: Deployed) -> str | None:
    result: dict[str, str] = pipeline.rules()[0]["output"]["executionResult"]
    return result.get("externalExecutionSummary")
