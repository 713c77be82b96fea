"""Releases on local instances behind a real load balancer, as the API of CodeDeploy shows them."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError
from botocore.model import Shape, StructureShape

from tests.unit.codedeploy.local_aws import ACCOUNT, LocalAws, until

WITH_LOAD_BALANCER = [
    "BeforeBlockTraffic", "BlockTraffic", "AfterBlockTraffic", "ApplicationStop", "DownloadBundle",
    "BeforeInstall", "Install", "AfterInstall", "ApplicationStart", "ValidateService", "BeforeAllowTraffic",
    "AllowTraffic", "AfterAllowTraffic",
]  # fmt: skip


@pytest.fixture
def clients(local_aws: LocalAws) -> Iterator[Counter[str]]:
    """What four clients that never stop asking have got so far; failures are counted by their text."""
    answers: Counter[str] = Counter()
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            try:
                answers[local_aws.page()] += 1
            except OSError as error:
                answers[repr(error)] += 1

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    yield answers
    over.set()
    for thread in threads:
        thread.join()


def test_a_release_reaches_every_instance_and_no_client_notices(local_aws: LocalAws, clients: Counter[str]) -> None:
    before = local_aws.page()
    deployment = local_aws.start(local_aws.upload("two"))
    info = local_aws.ended(deployment)
    assert info["status"] == "Succeeded"
    assert info["creator"] == "user"
    assert info["deploymentOverview"]["Succeeded"] == 2
    for target in local_aws.targets(deployment):
        assert [event["lifecycleEventName"] for event in target["lifecycleEvents"]] == WITH_LOAD_BALANCER
        assert {event["status"] for event in target["lifecycleEvents"]} == {"Succeeded"}
    assert {local_aws.page() for _ in range(4)} == {"two"}
    assert set(clients) <= {before, "two"}, clients
    assert clients[before] > 0


def test_a_failing_validation_is_rolled_back_and_the_earlier_version_answers(
    local_aws: LocalAws, clients: Counter[str]
) -> None:
    good = local_aws.start(local_aws.upload("good"))
    assert local_aws.ended(good)["status"] == "Succeeded"
    clients.clear()
    bad = local_aws.start(local_aws.upload("bad", validate="exit 9"))
    info = local_aws.ended(bad)
    assert info["status"] == "Failed"
    assert info["errorInformation"]["code"] == "HEALTH_CONSTRAINTS"
    failed = [target for target in local_aws.targets(bad) if target["status"] == "Failed"]
    assert len(failed) == 1
    diagnostics = next(e["diagnostics"] for e in failed[0]["lifecycleEvents"] if e["status"] == "Failed")
    assert diagnostics["errorCode"] == "ScriptFailed"
    assert diagnostics["scriptName"] == "validate.sh"
    assert "validating bad" in diagnostics["logTail"]
    rollback = local_aws.ended(info["rollbackInfo"]["rollbackDeploymentId"])
    assert rollback["creator"] == "codeDeployRollback"
    assert rollback["status"] == "Succeeded"
    assert rollback["rollbackInfo"]["rollbackTriggeringDeploymentId"] == bad
    assert rollback["revision"]["s3Location"]["key"] == "good.zip"
    assert {local_aws.page() for _ in range(4)} == {"good"}
    assert set(clients) == {"good"}, clients


@pytest.mark.parametrize(
    ("without", "event"),
    [
        ("elasticloadbalancing:DeregisterTargets", "BlockTraffic"),
        ("elasticloadbalancing:RegisterTargets", "AllowTraffic"),
        ("autoscaling:DescribeAutoScalingGroups", None),
        ("cloudwatch:DescribeAlarms", None),
    ],
)
def test_a_missing_permission_of_the_service_role_fails_the_deployment_and_is_named(
    local_aws: LocalAws, without: str, event: str | None
) -> None:
    iam = local_aws.client("iam")
    document = iam.get_role_policy(RoleName="codedeploy", PolicyName="p")["PolicyDocument"]
    denied = {"Effect": "Deny", "Action": without, "Resource": "*"}
    broken = json.dumps({**document, "Statement": [*document["Statement"], denied]})
    iam.put_role_policy(RoleName="codedeploy", PolicyName="p", PolicyDocument=broken)
    try:
        deployment = local_aws.start(local_aws.upload("denied"))
        info = local_aws.ended(deployment)
        if "rollbackDeploymentId" in info.get("rollbackInfo", {}):
            local_aws.ended(info["rollbackInfo"]["rollbackDeploymentId"])
    finally:
        iam.put_role_policy(RoleName="codedeploy", PolicyName="p", PolicyDocument=json.dumps(document))
    assert info["status"] == "Failed"
    assert info["errorInformation"]["code"] == "IAM_ROLE_PERMISSIONS"
    assert without in info["errorInformation"]["message"]
    events = [e for t in local_aws.targets(deployment) for e in t["lifecycleEvents"] if e["status"] == "Failed"]
    assert [one["lifecycleEventName"] for one in events] == ([event] if event else [])
    if event:
        assert local_aws.ended(local_aws.start(local_aws.upload("mended")))["status"] == "Succeeded"


def test_an_instance_role_without_access_to_the_bucket_fails_the_download(local_aws: LocalAws) -> None:
    iam = local_aws.client("iam")
    document = iam.get_role_policy(RoleName="instance", PolicyName="p")["PolicyDocument"]
    iam.delete_role_policy(RoleName="instance", PolicyName="p")
    try:
        off = {"enabled": False}
        deployment = local_aws.start(local_aws.upload("unreadable"), autoRollbackConfiguration=off)
        info = local_aws.ended(deployment)
    finally:
        iam.put_role_policy(RoleName="instance", PolicyName="p", PolicyDocument=json.dumps(document))
    events = [e for t in local_aws.targets(deployment) for e in t["lifecycleEvents"] if e["status"] == "Failed"]
    assert info["status"] == "Failed"
    assert [event["lifecycleEventName"] for event in events] == ["DownloadBundle"]
    assert "s3:GetObject" in events[0]["diagnostics"]["message"]
    assert local_aws.ended(local_aws.start(local_aws.upload("readable")))["status"] == "Succeeded"


def test_an_alarm_that_rings_before_the_start_lets_nothing_begin(local_aws: LocalAws) -> None:
    before = local_aws.page()
    with ringing(local_aws):
        deployment = local_aws.start(local_aws.upload("alarmed"))
        info = local_aws.ended(deployment)
    assert info["status"] == "Failed"
    assert info["errorInformation"]["code"] == "ALARM_ACTIVE"
    assert "web-errors" in info["errorInformation"]["message"]
    assert {target["status"] for target in local_aws.targets(deployment)} == {"Skipped"}
    assert local_aws.page() == before


def test_an_alarm_during_the_release_stops_it_and_rolls_back(local_aws: LocalAws) -> None:
    assert local_aws.ended(local_aws.start(local_aws.upload("quiet")))["status"] == "Succeeded"
    deployment = local_aws.start(local_aws.upload("loud", validate="sleep 1.5"))
    until(lambda: running_event(local_aws, deployment), lambda event: event == "ValidateService")
    with ringing(local_aws):
        info = local_aws.ended(deployment)
        rollback = local_aws.ended(info["rollbackInfo"]["rollbackDeploymentId"])
    assert info["status"] == "Stopped"
    assert info["errorInformation"]["code"] == "ALARM_ACTIVE"
    assert rollback["status"] == "Succeeded"
    assert {local_aws.page() for _ in range(4)} == {"quiet"}


def test_a_stopped_deployment_ends_after_the_running_event_and_blocks_no_other(local_aws: LocalAws) -> None:
    codedeploy = local_aws.client("codedeploy")
    deployment = local_aws.start(local_aws.upload("halted", validate="sleep 1"))
    until(lambda: running_event(local_aws, deployment), lambda event: event == "ValidateService")
    with pytest.raises(ClientError, match="DeploymentLimitExceededException"):
        local_aws.start(local_aws.upload("second"))
    assert codedeploy.stop_deployment(deploymentId=deployment, autoRollbackEnabled=False)["status"] == "Pending"
    info = local_aws.ended(deployment)
    assert info["status"] == "Stopped"
    assert info["errorInformation"]["code"] == "MANUAL_STOP"
    assert "rollbackInfo" not in info
    assert sorted(target["status"] for target in local_aws.targets(deployment)) == ["Failed", "Skipped"]
    with pytest.raises(ClientError, match="DeploymentAlreadyCompletedException"):
        codedeploy.stop_deployment(deploymentId=deployment)
    assert local_aws.ended(local_aws.start(local_aws.upload("after")))["status"] == "Succeeded"


def test_a_launched_instance_gets_the_revision_before_it_gets_requests(
    local_aws: LocalAws, clients: Counter[str]
) -> None:
    assert local_aws.ended(local_aws.start(local_aws.upload("grown")))["status"] == "Succeeded"
    clients.clear()
    resize(local_aws, 3)
    newest = local_aws.client("codedeploy").list_deployments()["deployments"][0]
    info = local_aws.ended(newest)
    assert info["creator"] == "autoscaling"
    assert [event["lifecycleEventName"] for event in local_aws.targets(newest)[0]["lifecycleEvents"]] == (
        WITH_LOAD_BALANCER[3:]
    )
    resize(local_aws, 2)
    assert set(clients) == {"grown"}, clients


@contextmanager
def ringing(local_aws: LocalAws) -> Iterator[None]:
    """The alarm is in ALARM meanwhile."""
    set_state = local_aws.client("cloudwatch").set_alarm_state
    set_state(AlarmName="web-errors", StateValue="ALARM", StateReason="test")
    try:
        yield
    finally:
        set_state(AlarmName="web-errors", StateValue="OK", StateReason="test")


def running_event(local_aws: LocalAws, deployment: str) -> str | None:
    """The lifecycle event that is in progress on some instance."""
    codedeploy = local_aws.client("codedeploy")
    if not codedeploy.list_deployment_targets(deploymentId=deployment)["targetIds"]:
        return None
    events = [event for target in local_aws.targets(deployment) for event in target["lifecycleEvents"]]
    return next((e["lifecycleEventName"] for e in events if e["status"] == "InProgress"), None)


def resize(local_aws: LocalAws, capacity: int) -> None:
    """Set the group's capacity and wait until as many instances are in service, and no others exist."""
    client = local_aws.client("autoscaling")
    client.set_desired_capacity(AutoScalingGroupName="web", DesiredCapacity=capacity)

    def states() -> list[str]:
        found = client.describe_auto_scaling_groups(AutoScalingGroupNames=["web"])["AutoScalingGroups"]
        return [instance["LifecycleState"] for instance in found[0]["Instances"]]

    until(states, lambda now: now == ["InService"] * capacity)


def test_events_reach_event_bridge(local_aws: LocalAws) -> None:
    events, sqs = local_aws.client("events"), local_aws.client("sqs")
    queue = sqs.create_queue(QueueName="told")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sender = {"Service": "events.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": sender, "Action": "sqs:SendMessage", "Resource": arn}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps(policy)})
    events.put_rule(Name="told", EventPattern=json.dumps({"source": ["aws.codedeploy"]}))
    events.put_targets(Rule="told", Targets=[{"Id": "queue", "Arn": arn}])
    try:
        deployment = local_aws.start(local_aws.upload("told"))
        local_aws.ended(deployment)
        seen: list[tuple[str, str]] = []

        def receive() -> list[tuple[str, str]]:
            for message in sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", []):
                event = json.loads(message["Body"])
                assert event["detail"]["deploymentId"] == deployment
                seen.append((event["detail-type"], event["detail"]["state"]))
            return seen

        wanted = {
            (f"CodeDeploy {kind} State-change Notification", state)
            for kind in ("Deployment", "Instance") for state in ("START", "SUCCESS")
        }  # fmt: skip
        until(receive, lambda found: wanted <= set(found))
    finally:
        events.remove_targets(Rule="told", Ids=["queue"])
        events.delete_rule(Name="told")


def test_answers_have_the_shapes_of_the_service_model(local_aws: LocalAws) -> None:
    model = botocore.session.get_session().get_service_model("codedeploy")
    checked: list[str] = []

    def check(response_dict: dict[str, Any], event_name: str, **_: Any) -> None:
        operation = event_name.rpartition(".")[2]
        shape = model.operation_model(operation).output_shape
        if response_dict["status_code"] == 200 and shape is not None:
            conforms(json.loads(response_dict["body"]), shape, operation)
            checked.append(operation)

    codedeploy = local_aws.client("codedeploy")
    codedeploy.meta.events.register("before-parse.codedeploy", check)
    app, group = {"applicationName": "web"}, {"deploymentGroupName": "web"}
    deployment = local_aws.start(local_aws.upload("shaped"))
    local_aws.ended(deployment)
    target = local_aws.targets(deployment)[0]["targetId"]
    codedeploy.get_deployment_target(deploymentId=deployment, targetId=target)
    codedeploy.batch_get_deployments(deploymentIds=[deployment])
    codedeploy.list_deployments(**app, **group, includeOnlyStatuses=["Succeeded"])
    codedeploy.get_application(**app)
    codedeploy.batch_get_applications(applicationNames=["web"])
    codedeploy.list_applications()
    info = codedeploy.get_deployment_group(**app, **group)["deploymentGroupInfo"]
    codedeploy.batch_get_deployment_groups(**app, deploymentGroupNames=["web"])
    codedeploy.list_deployment_groups(**app)
    codedeploy.get_application_revision(**app, revision=info["targetRevision"])
    codedeploy.get_deployment_config(deploymentConfigName="CodeDeployDefault.HalfAtATime")
    codedeploy.list_deployment_configs()
    codedeploy.list_tags_for_resource(ResourceArn=f"arn:aws:codedeploy:eu-central-1:{ACCOUNT}:application:web")
    codedeploy.meta.events.unregister("before-parse.codedeploy", check)
    assert info["lastSuccessfulDeployment"]["deploymentId"] == deployment
    assert info["autoScalingGroups"][0]["hook"].startswith("CodeDeploy-managed-automatic-launch-")
    assert len(set(checked)) == 17, sorted(set(checked))


def conforms(value: Any, shape: Shape, where: str) -> None:
    """No member that the model does not know, and every list and structure in its place."""
    if isinstance(shape, StructureShape):
        unknown = set(value) - set(shape.members)
        assert not unknown, f"{where}: {unknown}"
        for key, each in value.items():
            conforms(each, shape.members[key], f"{where}.{key}")
    elif shape.type_name == "list":
        assert isinstance(value, list), where
        for each in value:
            conforms(each, shape.member, f"{where}[]")
    elif shape.type_name == "string":
        assert isinstance(value, str), where
    elif shape.type_name == "timestamp":
        assert isinstance(value, int | float), where
