"""A local AWS with one service of ECS, images for it, and deployments to it."""

import hashlib
import io
import json
import time
import urllib.error
import urllib.request
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from rehearsal.images import registry
from rehearsal.images.build import build
from rehearsal.images.dockerfile import parse
from tests.unit.codedeploy.local_aws import ACCOUNT, REGION, LocalAws, until

DOCKERFILE = 'FROM node:24\nWORKDIR /srv/web\nCOPY app.js ./\nUSER 1000\nCMD ["node", "/srv/web/app.js"]\n'
NAME = "web"
URI = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{NAME}"
HERE = {"cluster": NAME, "services": [NAME]}


@dataclass
class Containers:
    aws: LocalAws

    def client(self, service: str) -> Any:
        return self.aws.client(service)

    def push(self, version: str, health: int = 200) -> str:
        """An image that answers with its version, and ends when it is asked for /end; its URI."""
        app = (
            "require('http').createServer((q, r) => { if (q.url === '/end') process.exit(1); "
            f"r.statusCode = q.url === '/healthz' ? {health} : 200; r.end('{version}') }}"
            ").listen(8080, process.env.HOST)"
        )
        return self.push_app(version, app)

    def push_app(self, version: str, app: str) -> str:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("app.js", app)
            image = build(parse(DOCKERFILE), archive)
        registry.push(self.client("ecr"), NAME, [version], image)
        return f"{URI}:{version}"

    def start(self, image: str, **options: str) -> str:
        """A deployment of a new revision of the task definition."""
        made = self.client("ecs").register_task_definition(**definition(image))["taskDefinition"]["taskDefinitionArn"]
        front = {"ContainerName": "app", "ContainerPort": 8080}
        properties = {"TaskDefinition": made, "LoadBalancerInfo": front}
        resource = {"TargetService": {"Type": "AWS::ECS::Service", "Properties": properties}}
        content = json.dumps({"version": 0.0, "Resources": [resource]})
        spec = {"content": content, "sha256": hashlib.sha256(content.encode()).hexdigest()}
        return self.aws.start({"revisionType": "AppSpecContent", "appSpecContent": spec}, **options)

    def rolled_back(self, deployment: str) -> dict[str, Any]:
        """The deployment that has ended early, when its rollback has succeeded, which is one of its own."""
        failed = self.aws.ended(deployment)
        rollback = self.aws.ended(failed["rollbackInfo"]["rollbackDeploymentId"])
        assert rollback["rollbackInfo"]["rollbackTriggeringDeploymentId"] == deployment
        assert (rollback["creator"], rollback["status"]) == ("codeDeployRollback", "Succeeded")
        return failed

    def service(self) -> dict[str, Any]:
        found: dict[str, Any] = self.client("ecs").describe_services(**HERE)["services"][0]
        return found

    def failures(self) -> list[str]:
        events = self.client("cloudformation").describe_stack_events(StackName="web")["StackEvents"]
        return [one.get("ResourceStatusReason", "") for one in events if one["ResourceStatus"].endswith("FAILED")]

    def ask(self, port: int = 8080, path: str = "/") -> str:
        with urllib.request.urlopen(f"http://{self.aws.settings.network}.1.1:{port}{path}", timeout=10) as answer:
            return str(answer.read().decode())

    def tasks(self) -> set[str]:
        return set(self.client("ecs").list_tasks(cluster=NAME, serviceName=NAME)["taskArns"])

    def end_one_task(self) -> None:
        """Its process, from within."""
        with pytest.raises(urllib.error.HTTPError, match="502"):
            self.ask(path="/end")

    def count(self, requests: int) -> Counter[str]:
        with ThreadPoolExecutor(8) as together:
            return Counter(together.map(lambda _: self.ask(), range(requests)))

    def weight(self, deployment: str) -> float:
        target = self.client("codedeploy").get_deployment_target(deploymentId=deployment, targetId=f"{NAME}:{NAME}")
        return float(target["deploymentTarget"]["ecsTarget"]["taskSetsInfo"][0]["trafficWeight"])

    def until_weight(self, deployment: str, percent: float) -> None:
        until(lambda: self.weight(deployment), lambda weight: weight == percent, seconds=60)

    def alarm(self, state: str) -> None:
        self.client("cloudwatch").set_alarm_state(AlarmName="web-errors", StateValue=state, StateReason="a test")
        time.sleep(0.1)


def definition(image: str) -> dict[str, Any]:
    return {
        "family": NAME, "networkMode": "awsvpc", "cpu": "256", "memory": "512", "requiresCompatibilities": ["FARGATE"],
        "executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/execution",
        "containerDefinitions": [{"name": "app", "image": image, "portMappings": [{"containerPort": 8080}]}],
    }  # fmt: skip


def template(image: str) -> dict[str, Any]:
    """Of a canary: a tenth of the requests for ten minutes (here 20 seconds), the former tasks for two more."""
    nothing = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "503"}}]
    listener = {"LoadBalancerArn": {"Ref": "Balancer"}, "Protocol": "HTTP", "DefaultActions": nothing}
    pull = ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    codedeploy = [
        "ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet", "ecs:CreateTaskSet", "ecs:DeleteTaskSet",
        "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:ModifyRule", "cloudwatch:DescribeAlarms",
    ]  # fmt: skip
    task = {
        key[0].upper() + key[1:]: value for key, value in definition(image).items() if key != "containerDefinitions"
    }
    container = {"Name": "app", "Image": image, "PortMappings": [{"ContainerPort": 8080}]}
    resources = {
        "Execution": _role("execution", "ecs-tasks", pull),
        "CodeDeploy": _role("codedeploy", "codedeploy", codedeploy),
        "Balancer": ("AWS::ElasticLoadBalancingV2::LoadBalancer", {"Name": "web"}),
        "Blue": _targets("blue"),
        "Green": _targets("green"),
        "Listener": ("AWS::ElasticLoadBalancingV2::Listener", {**listener, "Port": 80}),
        "TestListener": ("AWS::ElasticLoadBalancingV2::Listener", {**listener, "Port": 9080}),
        "Rule": _rule("Listener", "Blue"),
        "TestRule": _rule("TestListener", "Green"),
        "Cluster": ("AWS::ECS::Cluster", {"ClusterName": NAME}),
        "Definition": ("AWS::ECS::TaskDefinition", {**task, "ContainerDefinitions": [container]}),
        "Service": (
            "AWS::ECS::Service",
            {
                "ServiceName": NAME, "Cluster": NAME, "LaunchType": "FARGATE", "TaskDefinition": NAME,
                "DeploymentController": {"Type": "CODE_DEPLOY"},
                "LoadBalancers": [
                    {"ContainerName": "app", "ContainerPort": 8080, "TargetGroupArn": {"Ref": "Blue"}}
                ],
            },
        ),
        "Size": (
            "AWS::ApplicationAutoScaling::ScalableTarget",
            {
                "ServiceNamespace": "ecs", "ScalableDimension": "ecs:service:DesiredCount",
                "ResourceId": f"service/{NAME}/{NAME}", "MinCapacity": 2, "MaxCapacity": 2,
            },
        ),
        "Alarm": (
            "AWS::CloudWatch::Alarm",
            {
                "AlarmName": "web-errors", "Namespace": "N", "MetricName": "M", "Statistic": "Sum", "Period": 60,
                "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            },
        ),
        "Application": ("AWS::CodeDeploy::Application", {"ApplicationName": NAME, "ComputePlatform": "ECS"}),
        "Config": (
            "AWS::CodeDeploy::DeploymentConfig",
            {
                "DeploymentConfigName": "web-canary", "ComputePlatform": "ECS",
                "TrafficRoutingConfig": {
                    "Type": "TimeBasedCanary",
                    "TimeBasedCanary": {"CanaryPercentage": 10, "CanaryInterval": 10},
                },
            },
        ),
        "Group": ("AWS::CodeDeploy::DeploymentGroup", _group()),
    }  # fmt: skip
    waits = {"Definition": ["Cluster", "Execution"], "Service": ["Definition", "Rule", "TestRule"], "Size": ["Service"]}
    waits["Group"] = ["Service", "Alarm"]
    return {
        "Resources": {
            name: {"Type": kind, "Properties": properties, "DependsOn": waits.get(name, [])}
            for name, (kind, properties) in resources.items()
        }
    }


def _group() -> dict[str, Any]:
    ready = {"ActionOnTimeout": "CONTINUE_DEPLOYMENT", "WaitTimeInMinutes": 0}
    kept = {"Action": "TERMINATE", "TerminationWaitTimeInMinutes": 2}
    events = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"]
    return {
        "ApplicationName": {"Ref": "Application"}, "DeploymentGroupName": NAME,
        "DeploymentConfigName": {"Ref": "Config"}, "ServiceRoleArn": {"Fn::GetAtt": ["CodeDeploy", "Arn"]},
        "ECSServices": [{"ClusterName": NAME, "ServiceName": NAME}],
        "DeploymentStyle": {"DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL"},
        "BlueGreenDeploymentConfiguration": {
            "DeploymentReadyOption": ready, "TerminateBlueInstancesOnDeploymentSuccess": kept,
        },
        "LoadBalancerInfo": {"TargetGroupPairInfoList": [{
            "ProdTrafficRoute": {"ListenerArns": [{"Ref": "Listener"}]},
            "TestTrafficRoute": {"ListenerArns": [{"Ref": "TestListener"}]},
            "TargetGroups": [{"Name": "blue"}, {"Name": "green"}],
        }]},
        "AlarmConfiguration": {"Enabled": True, "Alarms": [{"Name": "web-errors"}]},
        "AutoRollbackConfiguration": {"Enabled": True, "Events": events},
    }  # fmt: skip


def _role(name: str, service: str, actions: list[str]) -> tuple[str, dict[str, Any]]:
    trust = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}
    may = {"Effect": "Allow", "Action": actions, "Resource": "*"}
    policy = {"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": [may]}}
    document = {"Version": "2012-10-17", "Statement": [trust]}
    return "AWS::IAM::Role", {"RoleName": name, "AssumeRolePolicyDocument": document, "Policies": [policy]}


def _targets(name: str) -> tuple[str, dict[str, Any]]:
    return "AWS::ElasticLoadBalancingV2::TargetGroup", {
        "Name": name, "Port": 8080, "Protocol": "HTTP", "VpcId": "vpc-00000001", "TargetType": "ip",
        "HealthCheckPath": "/healthz", "HealthyThresholdCount": 2, "UnhealthyThresholdCount": 2,
    }  # fmt: skip


def _rule(listener: str, group: str) -> tuple[str, dict[str, Any]]:
    return "AWS::ElasticLoadBalancingV2::ListenerRule", {
        "ListenerArn": {"Ref": listener}, "Priority": 1,
        "Conditions": [{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/*"]}}],
        "Actions": [{"Type": "forward", "TargetGroupArn": {"Ref": group}}],
    }  # fmt: skip
