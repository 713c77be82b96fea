"""Each occasion of docs/operations.md, provoked once: what people are told arrives at queues that topics know.

The approval is answered by the test, so that one can be left waiting; the six days until the reminder are seconds.
"""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.server.settings import PREFIX
from tests.rehearsal import checkout
from tests.rehearsal.chat import Chat, listening
from tests.rehearsal.running import Journey, Running, until
from tests.rehearsal.test_failing_pushes import BAD_TEST, BAD_VALIDATION
from tests.rehearsal.topics import Topics

PIPELINE, TOOLS, PRODUCTION = "shop", "111111111111", "222222222222"
PIPELINE_YML = f"""\
application: {PIPELINE}
tools: {{account: "{TOOLS}", region: eu-central-1}}
source: {{provider: github, repository: example/shop}}
notifications: {{emails: [team@example.com], runbook: "https://wiki.example.com/runbook", stale_days: 20}}
environments:
  - {{name: production, account: "{PRODUCTION}", approval: true, on_failure: rollback}}
"""
GROUP = "shop-production"
ALARM, OUTAGE = "shop-production-http-5xx", "shop-production-outage"
PATIENCE = 240  # seconds
SECONDS_OF_A_MINUTE = 0.0005  # six days are four seconds
AUTHOR = "A developer"  # of checkout.py
CONSOLE = "https://eu-central-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop"


class Told(Topics):
    """With what is done to be told of."""

    def more_of(self, journey: Journey) -> list[str]:
        """What was told of an execution as a whole, once the state machine has looked at its end."""
        states = self.running.client("stepfunctions")
        machine = f"arn:aws:states:eu-central-1:{TOOLS}:stateMachine:shop-tell"

        def looked_at() -> bool:
            ended = states.list_executions(stateMachineArn=machine, statusFilter="SUCCEEDED")["executions"]
            given = (states.describe_execution(executionArn=one["executionArn"])["input"] for one in ended)
            wanted = ("execution-failed", journey.id)
            return any((one["occasion"], one.get("execution")) == wanted for one in map(json.loads, given))

        until(looked_at)
        self.receive("shop-warning")
        return [text for text in self.heard["shop-warning"] if journey.id in text]

    def answer(self, status: str) -> str:
        """The approval that waits; the execution that asked for it."""
        codepipeline = self.running.client("codepipeline")

        def waiting() -> tuple[str, str] | None:
            stage = codepipeline.get_pipeline_state(name=PIPELINE)["stageStates"][-1]
            [approval] = [one for one in stage["actionStates"] if one["actionName"] == "Approve"]
            token = approval.get("latestExecution", {}).get("token")
            return (token, stage["latestExecution"]["pipelineExecutionId"]) if token else None

        token, execution = until(waiting, PATIENCE)
        where = {"pipelineName": PIPELINE, "stageName": "production", "actionName": "Approve"}
        codepipeline.put_approval_result(**where, token=token, result={"status": status, "summary": "not on a Friday"})
        return str(execution)

    def pushed(self, message: str, changes: dict[str, tuple[str, str]]) -> str:
        self.running.checkout.commit(message, changes)
        try:
            return self.running.push()
        finally:
            self.running.checkout.revert()

    def tell(self, **given: str) -> str:
        """How an execution of the state machine ends."""
        states = self.running.client("stepfunctions")
        machine = f"arn:aws:states:eu-central-1:{TOOLS}:stateMachine:shop-tell"
        started = states.start_execution(stateMachineArn=machine, input=json.dumps(given))["executionArn"]

        def ended() -> str | None:
            status = str(states.describe_execution(executionArn=started)["status"])
            return status if status != "RUNNING" else None

        return str(until(ended))


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Whom the local AWS trusts that asks others than itself."""
    return tmp_path_factory.mktemp("chat") / "ca.pem"


@pytest.fixture(scope="module")
def chat(certificates: Path) -> Iterator[Chat]:
    with listening(certificates) as found:
        yield found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, certificates: Path, chat: Chat) -> Iterator[Told]:
    """The first push waits for its approval."""
    path = tmp_path_factory.mktemp("pipeline") / "pipeline.yml"
    path.write_text(PIPELINE_YML)
    scratch = checkout.make(tmp_path_factory.mktemp("told"), path)
    scratch.commit("Something to see", {"webapp/src/page.html": ("<title>webapp", "<title>Shop")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PREFIX + "MINUTE", str(SECONDS_OF_A_MINUTE))
        patch.setenv("SSL_CERT_FILE", str(certificates))
        process = scratch.start("rehearsal", "--keep")
    output: list[str] = []
    assert process.stdout is not None
    reader = threading.Thread(target=output.extend, args=(process.stdout,), daemon=True)
    reader.start()
    try:
        told = Told(Running(scratch, 0, "", scratch.head(), {}, {}, PIPELINE))
        until(lambda: _has_topics(told.running), PATIENCE)
        for topic in ("shop-critical", "shop-warning", "shop-approval"):
            told.listen(topic, TOOLS)
        yield told
    finally:
        scratch.stop()
        process.wait(60)
        reader.join(60)
        process.stdout.close()
        print("".join(output)[-5000:])


def _has_topics(running: Running) -> bool:
    try:
        return bool(running.client("codepipeline").list_pipelines()["pipelines"])
    except (OSError, BotoCoreError, ClientError):
        return False


@pytest.fixture(scope="module")
def delivered(told: Told) -> tuple[list[str], list[str], Journey]:
    """What was told of the approval: that it waits, that it will soon have waited for nothing."""
    waiting = told.message("shop-approval", "Approval waiting", PATIENCE)
    told.forget("shop-warning")  # the execution that the pipeline's creation starts has failed at its source
    expiring = told.message("shop-approval", "Approval about to expire")
    journey = told.running.ended(told.answer("Approved"))
    told.listen("shop-production-alerts", PRODUCTION)
    return waiting, expiring, journey


@pytest.fixture(scope="module")
def rolled_back(told: Told, delivered: tuple[list[str], list[str], Journey]) -> tuple[Journey, Journey]:
    """A release that fails on every host, and the rollback of its stage."""
    failed = told.pushed("A validation that fails", BAD_VALIDATION)
    assert told.answer("Approved") == failed
    journey = told.running.ended(failed)
    back = told.message("shop-critical", "Deployment rolled back", PATIENCE)  # until then the group takes no other
    told.heard["shop-critical"].append("\n".join(back))
    return journey, told.running.ended(told.answer("Approved"))


def links(journey: Journey, occasion: str) -> list[str]:
    execution = f"{CONSOLE}/executions/{journey.id}/timeline?region=eu-central-1"
    return [f"Look: {execution}", f"What to do: https://wiki.example.com/runbook#{occasion}"]


def test_an_approval_that_waits(delivered: tuple[list[str], list[str], Journey]) -> None:
    waiting, _, journey = delivered
    title, commit, asked, *where = waiting
    assert title == "Approval waiting: shop, production, Approve"
    assert commit == f"Commit {journey.commit[:7]} by {AUTHOR}: Something to see"
    assert asked.startswith(f"Asked: Release commit {journey.commit} of shop to production?")
    assert "shows what would change: https://" in asked
    assert where == links(journey, "approval-waiting")


def test_an_approval_that_is_about_to_expire(delivered: tuple[list[str], list[str], Journey]) -> None:
    waiting, expiring, journey = delivered
    assert expiring[0] == "Approval about to expire: shop, production, Approve"
    assert expiring[1] == waiting[1]
    assert expiring[2] == "Reason: Nobody has answered. In a day the approval fails, and the execution with it."
    assert expiring[-2:] == links(journey, "approval-expiring")


def test_a_deployment_that_failed(told: Told, rolled_back: tuple[Journey, Journey]) -> None:
    failed, _ = rolled_back
    title, commit, reason, *where = told.message("shop-critical", "Deployment failed")
    assert title == "Deployment failed: shop, production, Release"
    assert commit == f"Commit {failed.commit[:7]} by {AUTHOR}: A validation that fails"
    assert reason == f"Reason: {failed.error('production.Release')}"
    assert where == links(failed, "deployment-failed")
    assert told.more_of(failed) == []


def test_a_deployment_that_codedeploy_has_rolled_back(told: Told, rolled_back: tuple[Journey, Journey]) -> None:
    failed, _ = rolled_back
    title, commit, reason, *where = told.message("shop-critical", "Deployment rolled back")
    assert title == "Deployment rolled back: shop, production, Release"
    assert commit == f"Taken back: commit {failed.commit[:7]} by {AUTHOR}: A validation that fails"
    assert reason.startswith("Reason: The former revision is deployed again, by d-")
    assert where == links(failed, "deployment-rolled-back")


def test_a_stage_that_was_rolled_back(
    told: Told, delivered: tuple[list[str], list[str], Journey], rolled_back: tuple[Journey, Journey]
) -> None:
    _, back = rolled_back
    title, commit, reason, *where = told.message("shop-critical", "Rolled back")
    assert title == "Rolled back: shop, production"
    assert reason == "Reason: The stage had failed, or an alarm went on while the release baked"
    assert commit == f"Serves again: commit {delivered[2].commit[:7]} by {AUTHOR}: Something to see"
    assert where == links(back, "rolled-back")


def test_a_build_that_failed(told: Told, rolled_back: tuple[Journey, Journey]) -> None:
    journey = told.running.ended(told.pushed("A test that fails", BAD_TEST))
    title, commit, reason, *where = told.message("shop-warning", "Build failed")
    assert title == "Build failed: shop, Build, Build"
    assert commit == f"Commit {journey.commit[:7]} by {AUTHOR}: A test that fails"
    assert "npm --prefix webapp test" in reason
    assert where == links(journey, "build-failed")
    assert told.more_of(journey) == []


def test_an_execution_that_failed_in_no_build_and_no_deployment(
    told: Told, rolled_back: tuple[Journey, Journey]
) -> None:
    told.running.push()  # what takes the failing test back
    journey = told.running.ended(told.answer("Rejected"))
    title, commit, reason, *where = told.message("shop-warning", "Pipeline failed")
    assert title == "Pipeline failed: shop, production, Approve"
    assert commit.startswith(f"Commit {journey.commit[:7]} by {AUTHOR}: ")
    assert reason == "Reason: Rejected: not on a Friday"
    assert where == links(journey, "execution-failed")
    assert told.more_of(journey) == []


def test_a_pipeline_that_has_not_succeeded_for_long(
    told: Told, delivered: tuple[list[str], list[str], Journey]
) -> None:
    """The schedule's event says what day it is."""
    events = told.running.client("events")
    [target] = events.list_targets_by_rule(Rule="shop-pipeline-stale")["Targets"]
    template = target["InputTransformer"]["InputTemplate"]
    today, later = (datetime.now(UTC) + timedelta(days=days) for days in (0, 21))
    for day in (today, later):
        given = json.loads(template.replace("<time>", json.dumps(day.strftime("%Y-%m-%dT%H:%M:%SZ"))))
        assert told.tell(**given) == "SUCCEEDED"
    title, commit, *where = told.message("shop-warning", "Pipeline stale")
    assert title == "Pipeline stale: shop, no success for 20 days"
    assert commit.startswith("Last success: commit ")
    assert commit.endswith(f" on {today:%Y-%m-%d}")
    runbook = "https://wiki.example.com/runbook#pipeline-stale"
    assert where == [f"Look: {CONSOLE}/view?region=eu-central-1", f"What to do: {runbook}"]
    assert told.heard["shop-warning"] == []


def test_messages_that_cannot_be_sent(told: Told, delivered: tuple[list[str], list[str], Journey]) -> None:
    """No metric is computed here: the alarm is set."""
    assert told.tell(occasion="build-failed", pipeline=PIPELINE, execution="unknown") == "FAILED"
    _alarm(told.running.client("cloudwatch"), "shop-tell-failed")
    [message] = told.message("shop-warning", "{")
    assert json.loads(message)["AlarmName"] == "shop-tell-failed"
    assert json.loads(message)["AlarmDescription"].endswith(": https://wiki.example.com/runbook#tell-failed")


@pytest.mark.parametrize("alarm", [ALARM, "shop-production-latency-p95", "shop-production-unhealthy-hosts", OUTAGE])
def test_an_alarm_of_the_environment_in_words(
    told: Told, delivered: tuple[list[str], list[str], Journey], rolled_back: tuple[Journey, Journey], alarm: str
) -> None:
    """From the environment's account by the bus of the tools account, with the commit that serves.

    Of the others one has failed there, and one was rejected before it changed anything.
    """
    _alarm(told.running.client("cloudwatch", PRODUCTION), alarm)
    for occasion, title in {"alarm": "Alarm", "alarm-over": "Alarm over"}.items():
        first, commit, *rest = told.message("shop-critical", f"{title}:")
        assert first == f"{title}: shop, production, {alarm.removeprefix('shop-production-')}"
        assert commit == f"Released: commit {delivered[2].commit[:7]} by {AUTHOR}: Something to see"
        page = f"https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#alarmsV2:alarm/{alarm}"
        book = f"https://wiki.example.com/runbook#{occasion}"
        assert rest == ["Reason: a test", f"Look: {page}", f"What to do: {book}"]


def test_an_alarm_of_the_environment_in_cloudwatchs_words(
    told: Told, delivered: tuple[list[str], list[str], Journey]
) -> None:
    """For pagers: nothing of another account is needed."""
    for alarm in (ALARM, OUTAGE):
        _alarm(told.running.client("cloudwatch", PRODUCTION), alarm)
        [message] = told.message("shop-production-alerts", f'{{"AlarmName": "{alarm}"')
        assert json.loads(message)["AlarmDescription"].endswith(": https://wiki.example.com/runbook#alarm")


def test_a_mail_from_the_environments_own_topic_tells_of_nothing_but_what_was_untold(
    told: Told, delivered: tuple[list[str], list[str], Journey]
) -> None:
    """A queue with the filter of the mails."""
    sns = told.running.client("sns", PRODUCTION)
    topic = f"arn:aws:sns:eu-central-1:{PRODUCTION}:shop-production-alerts"
    [mails] = [
        one for one in sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"] if "@" in one["Endpoint"]
    ]
    attributes = sns.get_subscription_attributes(SubscriptionArn=mails["SubscriptionArn"])["Attributes"]
    like_a_mail = {key: attributes[key] for key in ("FilterPolicy", "FilterPolicyScope")}
    told.listen("shop-production-alerts", PRODUCTION, "mails", **like_a_mail)
    for alarm in (ALARM, "shop-production-untold"):
        _alarm(told.running.client("cloudwatch", PRODUCTION), alarm)
    told.message("mails", '{"AlarmName": "shop-production-untold"')
    assert told.heard["mails"] == []


def test_chat_hears_in_its_own_shape(told: Told, delivered: tuple[list[str], list[str], Journey], chat: Chat) -> None:
    chat.subscribe(told.running.client("sns"), f"arn:aws:sns:eu-central-1:{TOOLS}:shop-critical")
    _alarm(told.running.client("cloudwatch", PRODUCTION), OUTAGE)
    message = chat.message("Alarm: shop, production, outage")
    assert (message["version"], message["source"]) == ("1.0", "custom")
    released, reason = message["content"]["description"].splitlines()
    assert released == f"Released: commit {delivered[2].commit[:7]} by {AUTHOR}: Something to see"
    assert reason == "Reason: a test"
    assert message["content"]["nextSteps"][-1] == "What to do: https://wiki.example.com/runbook#alarm"


def test_an_alarm_that_does_not_get_to_the_tools_account(
    told: Told, delivered: tuple[list[str], list[str], Journey]
) -> None:
    """Its event is kept in the environment's account."""
    iam, sqs = (told.running.client(service, PRODUCTION) for service in ("iam", "sqs"))
    forwards = {"RoleName": "shop-production-forward"}
    [policy] = iam.list_attached_role_policies(**forwards)["AttachedPolicies"]
    iam.detach_role_policy(**forwards, PolicyArn=policy["PolicyArn"])
    try:
        _alarm(told.running.client("cloudwatch", PRODUCTION), ALARM)
    finally:
        iam.attach_role_policy(**forwards, PolicyArn=policy["PolicyArn"])
    queue = sqs.get_queue_url(QueueName="shop-production-untold")["QueueUrl"]
    kept = until(lambda: sqs.receive_message(QueueUrl=queue, MessageAttributeNames=["All"]).get("Messages"))
    assert json.loads(kept[0]["Body"])["detail"]["alarmName"] == ALARM
    assert kept[0]["MessageAttributes"]["ERROR_CODE"]["StringValue"] == "NO_PERMISSIONS"
    _alarm(told.running.client("cloudwatch", PRODUCTION), "shop-production-untold")
    [message] = told.message("shop-production-alerts", '{"AlarmName": "shop-production-untold"')
    assert json.loads(message)["AlarmDescription"].endswith(": https://wiki.example.com/runbook#untold")


def test_what_the_state_machine_is_not_told(told: Told, delivered: tuple[list[str], list[str], Journey]) -> None:
    """Nobody writes a message then: CloudWatch does."""
    iam, sqs = told.running.client("iam"), told.running.client("sqs")
    notifies = {"RoleName": "shop-notify"}
    [policy] = iam.list_attached_role_policies(**notifies)["AttachedPolicies"]
    iam.detach_role_policy(**notifies, PolicyArn=policy["PolicyArn"])
    try:
        _alarm(told.running.client("cloudwatch", PRODUCTION), ALARM)
        queue = sqs.get_queue_url(QueueName="shop-untold")["QueueUrl"]
        kept = until(lambda: sqs.receive_message(QueueUrl=queue, MessageAttributeNames=["All"]).get("Messages"))
    finally:
        iam.attach_role_policy(**notifies, PolicyArn=policy["PolicyArn"])
    assert json.loads(kept[0]["Body"])["detail"]["alarmName"] == ALARM
    assert kept[0]["MessageAttributes"]["ERROR_CODE"]["StringValue"] == "NO_PERMISSIONS"
    _alarm(told.running.client("cloudwatch"), "shop-untold")
    [message] = told.message("shop-warning", "{")
    assert json.loads(message)["AlarmName"] == "shop-untold"
    assert json.loads(message)["AlarmDescription"].endswith(": https://wiki.example.com/runbook#untold")


def test_a_host_that_a_check_has_ended(told: Told, rolled_back: tuple[Journey, Journey]) -> None:
    autoscaling, [gone, *_] = told.running.client("autoscaling", PRODUCTION), hosts(told)
    autoscaling.set_instance_health(InstanceId=gone, HealthStatus="Unhealthy")
    title, commit, reason, look, book = told.message("shop-warning", "Host ended")
    assert title == f"Host ended: shop, production, {gone}"
    assert commit.startswith("Released: commit ")
    assert reason == "Reason: an instance was taken out of service in response to a user health-check."
    assert "#AutoScalingGroupDetails:id=shop-production" in look
    assert book == "What to do: https://wiki.example.com/runbook#host-ended"
    until(lambda: len(hosts(told)) == 2 and gone not in hosts(told), PATIENCE)


def test_a_host_that_does_not_come(told: Told, rolled_back: tuple[Journey, Journey]) -> None:
    """Its role may not read what CodeDeploy wants to install."""
    iam, autoscaling = (told.running.client(service, PRODUCTION) for service in ("iam", "autoscaling"))
    statement = {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    role = {"RoleName": "shop-production-instance", "PolicyName": "nothing-to-read"}
    iam.put_role_policy(**role, PolicyDocument=policy)
    try:
        autoscaling.set_desired_capacity(AutoScalingGroupName=GROUP, DesiredCapacity=3)
        title, _, reason, _, book = told.message("shop-warning", "No new host", PATIENCE)
    finally:
        iam.delete_role_policy(**role)
        autoscaling.set_desired_capacity(AutoScalingGroupName=GROUP, DesiredCapacity=2)
    assert title == "No new host: shop, production"
    assert reason == "Reason: Lifecycle Action was completed with ABANDON Result"
    assert book == "What to do: https://wiki.example.com/runbook#host-missing"


def hosts(told: Told) -> list[str]:
    """Those in service."""
    autoscaling = told.running.client("autoscaling", PRODUCTION)
    [group] = autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[GROUP])["AutoScalingGroups"]
    return [one["InstanceId"] for one in group["Instances"] if one["LifecycleState"] == "InService"]


def _alarm(cloudwatch: Any, name: str) -> None:
    for state in ("ALARM", "OK"):
        cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason="a test")
