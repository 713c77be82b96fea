"""examples/lambda-linear: functions are released by shifting an alias, checked from the very first deployment on."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import PATIENCE, ROLLED_BACK, Journey, Running, until
from tests.rehearsal.shifts import Alarmed, Shift
from tests.rehearsal.topics import Topics

EXAMPLE = ROOT / "examples" / "lambda-linear" / "pipeline.yml"
TOOLS = "111111111111"
ACCOUNTS = {"staging": "222222222222", "production": "333333333333"}
UNFIT = {
    "index.mjs": (
        "export { handler } from './webapp/dist/lambda.js';",
        "export const handler = async () => ({ statusCode: 500, body: 'not fit' });",
    )
}
HARMFUL = {"webapp/src/page.html": ("It works", "It harms")}
PAUSE = {"pipeline.yml": ("    strategy: linear\n", "    strategy: linear\n    paused: Holidays (ask Jane).\n")}
MORE_MEMORY = {"pipeline.yml": ("memory_mb: 512", "memory_mb: 1024")}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("shop"), EXAMPLE, "shop") as found:
        yield found


@pytest.fixture(scope="module")
def topics(shop: Running) -> Topics:
    found = Topics(shop)
    found.listen("shop-critical", TOOLS)
    return found


@pytest.fixture(scope="module")
def unfit(shop: Running, topics: Topics) -> Journey:
    shop.checkout.commit("A function that answers nobody", UNFIT)
    try:
        return shop.delivered(shop.push())
    finally:
        shop.checkout.revert()


@pytest.fixture(scope="module")
def rolled_back(topics: Topics, unfit: Journey) -> list[str]:
    return topics.message("shop-critical", "Deployment rolled back")


@pytest.fixture(scope="module")
def stuck(shop: Running, topics: Topics, rolled_back: list[str], unfit: Journey) -> list[str]:
    """What people are told when CodeDeploy may not even return the alias: the release is tried again without leave."""
    iam, role = shop.client("iam", ACCOUNTS["staging"]), "shop-staging-codedeploy"
    statement = {"Effect": "Deny", "Action": "lambda:UpdateAlias", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.put_role_policy(RoleName=role, PolicyName="stuck", PolicyDocument=policy)
    try:
        where = {"pipelineName": "shop", "stageName": "staging", "pipelineExecutionId": unfit.id}
        shop.client("codepipeline").retry_stage_execution(**where, retryMode="FAILED_ACTIONS")
        return topics.message("shop-critical", "Rollback failed")
    finally:
        iam.delete_role_policy(RoleName=role, PolicyName="stuck")


@pytest.fixture(scope="module")
def harmful(shop: Running, stuck: list[str]) -> Alarmed:
    """It passes staging, and meets an alarm between two of production's steps; it reverts what was not fit."""
    shop.checkout.commit("A harmful version", HARMFUL)
    staging, production = (Shift(shop, name, account) for name, account in ACCOUNTS.items())
    try:
        execution = shop.push()
        share = staging.share(staging.weight)
        return Alarmed(share, production.stopped(production.weight, execution))
    finally:
        shop.checkout.revert()


@pytest.fixture(scope="module")
def waiting(shop: Running, harmful: Alarmed) -> str:
    """The execution that brings the revert of what was harmful, and finds the way into production closed."""
    shop.checkout.commit("No releases for now", PAUSE)
    assert shop.ended(shop.push()).status == "Cancelled", "the pipeline updates itself, and starts anew"
    again = shop.executions()[0]
    until(lambda: "It waits before production, which is paused: Holidays (ask Jane)." in shop.log(), PATIENCE)
    return again


@pytest.fixture(scope="module")
def larger(shop: Running, waiting: str) -> Journey:
    """More memory for production, and the end of the pause."""
    shop.checkout.revert()
    shop.checkout.commit("More memory", MORE_MEMORY)
    return shop.delivered(shop.push())


def events(shop: Running, environment: str, deployment_id: str) -> dict[str, str]:
    codedeploy = shop.client("codedeploy", ACCOUNTS[environment])
    named = {"deploymentId": deployment_id, "targetId": f"shop-{environment}:live"}
    target = codedeploy.get_deployment_target(**named)["deploymentTarget"]["lambdaTarget"]
    return {event["lifecycleEventName"]: event["status"] for event in target["lifecycleEvents"]}


def deployments(shop: Running, environment: str) -> list[dict[str, Any]]:
    """The oldest first."""
    codedeploy = shop.client("codedeploy", ACCOUNTS[environment])
    name = f"shop-{environment}"
    ids = codedeploy.list_deployments(applicationName=name, deploymentGroupName=name)["deployments"]
    return [codedeploy.get_deployment(deploymentId=one)["deploymentInfo"] for one in reversed(ids)]


def live(shop: Running, environment: str) -> dict[str, Any]:
    """The configuration of the one version that the alias asks."""
    functions, name = shop.client("lambda", ACCOUNTS[environment]), f"shop-{environment}"
    alias = functions.get_alias(FunctionName=name, Name="live")
    assert not alias.get("RoutingConfig", {}).get("AdditionalVersionWeights")
    found: dict[str, Any] = functions.get_function_configuration(FunctionName=name, Qualifier=alias["FunctionVersion"])
    return found


@pytest.mark.parametrize("environment", ACCOUNTS)
def test_the_very_first_deployment_runs_its_hooks_and_shifts_the_alias(shop: Running, environment: str) -> None:
    first = deployments(shop, environment)[0]
    assert events(shop, environment, first["deploymentId"]) == {
        "BeforeAllowTraffic": "Succeeded",
        "AllowTraffic": "Succeeded",
        "AfterAllowTraffic": "Succeeded",
    }
    assert shop.answering[environment] == shop.commit


def test_production_moves_in_steps_of_its_own(shop: Running) -> None:
    configs = [deployments(shop, environment)[0]["deploymentConfigName"] for environment in ACCOUNTS]
    assert configs == ["CodeDeployDefault.LambdaCanary10Percent5Minutes", "shop-production-linear-20-percent-1-minutes"]


def test_a_hook_that_fails_stops_the_release_and_says_why(shop: Running, unfit: Journey) -> None:
    assert unfit.status == "Failed"
    assert [name for name, status in unfit.statuses().items() if status == "Failed"] == ["staging.Release"]
    assert "HOOK_EXECUTION_FAILURE BeforeAllowTraffic" in unfit.error("staging.Release")
    tried = json.loads(deployments(shop, "staging")[1]["description"])
    functions = shop.client("lambda", ACCOUNTS["staging"])
    answer = functions.invoke(FunctionName="shop-staging", Qualifier=tried["Version"])["Payload"].read()
    assert (tried["Commit"], json.loads(answer)["body"]) == (unfit.commit, "not fit")
    assert not [name for name in unfit.actions if name.startswith("production.")]


def test_what_failed_is_rolled_back_and_the_former_version_answers(shop: Running, rolled_back: list[str]) -> None:
    failed, rollback = deployments(shop, "staging")[1:3]
    assert (failed["status"], rollback["creator"], rollback["status"]) == ("Failed", "codeDeployRollback", "Succeeded")
    assert failed["rollbackInfo"]["rollbackDeploymentId"] == rollback["deploymentId"]
    assert events(shop, "staging", failed["deploymentId"])["AllowTraffic"] == "Skipped"
    assert live(shop, "staging")["Version"] == "2"


def test_people_are_told_of_the_rollback(shop: Running, unfit: Journey, rolled_back: list[str]) -> None:
    title, commit, reason, *_ = rolled_back
    assert title == "Deployment rolled back: shop, staging, Release"
    assert commit.startswith(f"Taken back: commit {unfit.commit[:7]} by ")
    [rollback] = [one for one in deployments(shop, "staging")[:3] if one["creator"] == "codeDeployRollback"]
    assert reason == f"Reason: The former revision is deployed again, by {rollback['deploymentId']}"


def test_people_are_told_of_a_rollback_that_fails(shop: Running, unfit: Journey, stuck: list[str]) -> None:
    title, commit, reason, *_, book = stuck
    assert title == "Rollback failed: shop, staging, Release"
    assert commit.startswith(f"Commit {unfit.commit[:7]} by ")
    rollback = deployments(shop, "staging")[4]
    assert (rollback["creator"], rollback["status"]) == ("codeDeployRollback", "Failed")
    assert reason == f"Reason: The former revision could not be deployed again, by {rollback['deploymentId']}"
    assert book.endswith("#deployment-rolled-back")


def test_in_stagings_canary_a_tenth_of_the_requests_reaches_the_new_version(harmful: Alarmed) -> None:
    assert harmful.share.asked >= 10, "of 250, where the machine is slow"
    assert harmful.share.mean == pytest.approx(harmful.share.asked / 10)
    assert harmful.share.is_as_set, harmful.share


def test_an_alarm_between_two_steps_returns_all_requests(shop: Running, harmful: Alarmed) -> None:
    assert [name for name, status in harmful.journey.statuses().items() if status == "Failed"] == ["production.Release"]
    until(lambda: shop.deployments("shop-production", ACCOUNTS["production"])[0] == ROLLED_BACK)
    stopped = deployments(shop, "production")[-2]
    assert (stopped["status"], stopped["errorInformation"]["code"]) == ("Stopped", "ALARM_ACTIVE")
    assert live(shop, "production")["Version"] == "2"
    assert {shop.answers("production") for _ in range(60)} == {shop.commit}
    assert shop.answers("staging") == harmful.journey.commit


def test_what_is_pushed_in_a_pause_waits_before_the_environment(shop: Running, waiting: str) -> None:
    codepipeline = shop.client("codepipeline")
    found = codepipeline.get_pipeline_execution(pipelineName="shop", pipelineExecutionId=waiting)["pipelineExecution"]
    stages = codepipeline.get_pipeline_state(name="shop")["stageStates"]
    ways = {one["stageName"]: one["inboundTransitionState"] for one in stages}
    assert (found["status"], ways["UpdatePipeline"]["enabled"]) == ("InProgress", True)
    assert ways["production"]["disabledReason"] == "Holidays (ask Jane)."
    assert (shop.answers("staging"), shop.answers("production")) == (shop.checkout.head(), shop.commit)


def test_the_push_that_ends_the_pause_opens_the_way_and_takes_it(shop: Running, waiting: str, larger: Journey) -> None:
    get = shop.client("codepipeline").get_pipeline_execution
    found = get(pipelineName="shop", pipelineExecutionId=waiting)["pipelineExecution"]
    assert (found["status"], larger.status) == ("Cancelled", "Succeeded")
    assert shop.answers("production") == larger.commit


def test_after_releases_and_a_rollback_the_stack_still_updates(shop: Running, larger: Journey) -> None:
    failed = {name: larger.error(name) for name, status in larger.statuses().items() if status == "Failed"}
    assert (larger.status, failed) == ("Succeeded", {})
    answering = {environment: shop.answers(environment) for environment in ACCOUNTS}
    assert answering == dict.fromkeys(ACCOUNTS, shop.checkout.head())


def test_a_change_of_memory_takes_effect_with_the_release_that_follows(shop: Running, larger: Journey) -> None:
    assert live(shop, "production")["MemorySize"] == 1024
    first = shop.client("lambda", ACCOUNTS["production"]).get_function_configuration(
        FunctionName="shop-production", Qualifier="2"
    )
    assert first["MemorySize"] == 512


@pytest.mark.parametrize("alarm", ["function-errors", "function-throttles"])
def test_people_are_told_of_the_alarms_of_a_function(
    shop: Running, topics: Topics, larger: Journey, alarm: str
) -> None:
    cloudwatch = shop.client("cloudwatch", ACCOUNTS["production"])
    for state, title in (("ALARM", "Alarm"), ("OK", "Alarm over")):
        cloudwatch.set_alarm_state(AlarmName=f"shop-production-{alarm}", StateValue=state, StateReason="a test")
        _, commit, reason, look, book = topics.message("shop-critical", f"{title}: shop, production, {alarm}")
        assert commit.startswith(f"Released: commit {larger.commit[:7]} by ")
        assert reason == "Reason: a test"
        assert look.endswith(f"#alarmsV2:alarm/shop-production-{alarm}")
        assert book.endswith(f"#{title.lower().replace(' ', '-')}")


def test_what_was_released_before_comes_back_at_once_while_an_alarm_is_on(shop: Running, larger: Journey) -> None:
    """As a rollback of the stage has it: the same revision and commit."""
    states, cloudwatch = (shop.client(service, ACCOUNTS["production"]) for service in ("stepfunctions", "cloudwatch"))
    machine = f"arn:aws:states:eu-central-1:{ACCOUNTS['production']}:stateMachine:shop-production-release"
    first = states.list_executions(stateMachineArn=machine, statusFilter="SUCCEEDED")["executions"][-1]
    given = states.describe_execution(executionArn=first["executionArn"])["input"]
    set_state = partial(cloudwatch.set_alarm_state, AlarmName="shop-production-http-5xx", StateReason="a test")
    set_state(StateValue="ALARM")
    again = states.start_execution(stateMachineArn=machine, input=given)["executionArn"]
    ended = until(lambda: (one := states.describe_execution(executionArn=again))["status"] != "RUNNING" and one, 120)
    set_state(StateValue="OK")
    assert ended["status"] == "SUCCEEDED", ended
    back = deployments(shop, "production")[-1]
    assert back["overrideAlarmConfiguration"] == {"enabled": False}
    assert back["deploymentConfigName"] == "CodeDeployDefault.LambdaAllAtOnce"
    assert shop.answers("production") == shop.commit != larger.commit
