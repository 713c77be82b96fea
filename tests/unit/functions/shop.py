"""A function with two versions, an alias on the first, and a deployment group of CodeDeploy that shifts it."""

import io
import json
import time
import uuid
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.unit.server.accounts import REGION, Account, allow, policy

HOOK = """
import boto3, time
def handler(event, context):
    boto3.client("codedeploy").put_lifecycle_event_hook_execution_status(
        deploymentId=event["DeploymentId"],
        lifecycleEventHookExecutionId=event["LifecycleEventHookExecutionId"],
        status="{status}",
    )
"""
ANSWER = "def handler(event, context):\n    return {version!r}\n"
ENDED = ("Succeeded", "Failed", "Stopped")


def zipped(code: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("index.py", code)
    return buffer.getvalue()


def role(account: Account, service: str, *statements: Any) -> str:
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": f"{service}.amazonaws.com"}}
    iam, name = account.client("iam"), f"role-{uuid.uuid4().hex[:8]}"
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"]
    if statements:
        iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))
    return str(arn)


@dataclass
class Shop:
    account: Account
    name: str
    alarm: str

    @property
    def arn(self) -> str:
        return f"arn:aws:lambda:{REGION}:{self.account.id}:function:{self.name}"

    def client(self, service: str) -> Any:
        return self.account.client(service)

    def hook(self, status: str) -> str:
        """The name of a hook that says so; of one that ends in an error for `crashes`."""
        code = "def handler(event, context):\n    raise ValueError('crashed')\n"
        code = code if status == "crashes" else HOOK.replace("{status}", status)
        name = f"{self.name}-{uuid.uuid4().hex[:6]}"
        told = role(self.account, "lambda", allow(["codedeploy:PutLifecycleEventHookExecutionStatus"], "*"))
        self.client("lambda").create_function(
            FunctionName=name,
            Role=told,
            Code={"ZipFile": zipped(code)},
            Runtime="python3.13",
            Handler="index.handler",
            Timeout=30,
        )
        return name

    def deploy(
        self,
        before: str = "",
        after: str = "",
        config: str = "CodeDeployDefault.LambdaAllAtOnce",
        client: Any = None,
        **more: Any,
    ) -> str:
        """`more`: arguments of CreateDeployment; `client`: of whom deploys."""
        hooks = [{"BeforeAllowTraffic": before}] * bool(before) + [{"AfterAllowTraffic": after}] * bool(after)
        properties = {"Name": self.name, "Alias": "live", "CurrentVersion": "1", "TargetVersion": "2"}
        resource = {"Type": "AWS::Lambda::Function", "Properties": properties}
        spec = {"version": 0.0, "Resources": [{"f": resource}], "Hooks": hooks}
        revision = {"revisionType": "AppSpecContent", "appSpecContent": {"content": json.dumps(spec)}}
        names = {"applicationName": self.name, "deploymentGroupName": self.name, "deploymentConfigName": config}
        codedeploy = client or self.client("codedeploy")
        return str(codedeploy.create_deployment(**names, revision=revision, **more)["deploymentId"])

    def deployment(self, deployment_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client("codedeploy").get_deployment(deploymentId=deployment_id)["deploymentInfo"]
        return found

    def ended(self, deployment_id: str) -> dict[str, Any]:
        deadline = time.monotonic() + 60
        while (found := self.deployment(deployment_id))["status"] not in ENDED:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        back = found.get("rollbackInfo", {}).get("rollbackDeploymentId")
        if back:
            self.ended(back)
        return found

    def events(self, deployment_id: str) -> dict[str, str]:
        target = {"deploymentId": deployment_id, "targetId": f"{self.name}:live"}
        found = self.client("codedeploy").get_deployment_target(**target)["deploymentTarget"]["lambdaTarget"]
        return {event["lifecycleEventName"]: event["status"] for event in found["lifecycleEvents"]}

    def alias(self) -> tuple[str, dict[str, float]]:
        found = self.client("lambda").get_alias(FunctionName=self.name, Name="live")
        return found["FunctionVersion"], found.get("RoutingConfig", {}).get("AdditionalVersionWeights", {})

    def shifting(self, weights: dict[str, float]) -> None:
        """Wait until the alias has these weights."""
        deadline = time.monotonic() + 30
        while self.alias()[1] != weights:
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def answers(self, number: int) -> Counter[str]:
        client = self.client("lambda")
        found: Counter[str] = Counter()
        for _ in range(number):
            found[json.loads(client.invoke(FunctionName=self.name, Qualifier="live")["Payload"].read())] += 1
        return found

    def ring(self) -> None:
        self.client("cloudwatch").set_alarm_state(AlarmName=self.alarm, StateValue="ALARM", StateReason="test")


def open_shop(account: Account, *denied: str) -> Shop:
    """`denied`: actions that CodeDeploy's role lacks."""
    name = f"shop-{uuid.uuid4().hex[:6]}"
    shop = Shop(account, name, f"{name}-alarm")
    functions = account.client("lambda")
    functions.create_function(
        FunctionName=name,
        Role=role(account, "lambda"),
        Code={"ZipFile": zipped(ANSWER.format(version="1"))},
        Runtime="python3.13",
        Handler="index.handler",
    )
    functions.publish_version(FunctionName=name)
    functions.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
    functions.update_function_code(FunctionName=name, ZipFile=zipped(ANSWER.format(version="2")))
    functions.publish_version(FunctionName=name)
    account.client("cloudwatch").put_metric_alarm(
        AlarmName=shop.alarm,
        Namespace="N",
        MetricName="M",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
    )
    _group(shop, denied)
    return shop


def _group(shop: Shop, denied: tuple[str, ...]) -> None:
    actions = {"lambda:GetAlias", "lambda:UpdateAlias", "lambda:InvokeFunction", "cloudwatch:DescribeAlarms"}
    deploy = shop.client("codedeploy")
    deploy.create_application(applicationName=shop.name, computePlatform="Lambda")
    deploy.create_deployment_group(
        applicationName=shop.name,
        deploymentGroupName=shop.name,
        serviceRoleArn=role(shop.account, "codedeploy", allow(sorted(actions - set(denied)), "*")),
        deploymentStyle={"deploymentType": "BLUE_GREEN", "deploymentOption": "WITH_TRAFFIC_CONTROL"},
        alarmConfiguration={"enabled": True, "alarms": [{"name": shop.alarm}]},
        autoRollbackConfiguration={
            "enabled": True,
            "events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
        },
    )
