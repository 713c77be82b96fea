"""Auto Scaling, CodeDeploy and the load balancer as the state machine of a release meets them, without the waiting."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import stepfunctions
from ministack.services.stepfunctions import _ExecutionError

from app_stack.ec2.blue_green.machine import definition
from app_stack.ec2.blue_green.machine.facts import Facts

BLUE, GREEN, TARGETS = "web-blue", "web-green", "arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/web/1"
SCOPE = ("111111111111", "eu-central-1")
SDK = "arn:aws:states:::aws-sdk:"
FACTS = Facts("arn:machine", "web", BLUE, GREEN, TARGETS, ("web-5xx", "web-latency"), hosts=2, keep_minutes=30)
RELEASE = {"Bucket": "b", "Key": "k", "Commit": "c"}
Answer = dict[str, Any]


@dataclass
class Fleet:
    instances: list[str] = field(default_factory=list)
    attached: bool = False
    hooked: bool = True
    end: str | None = None  # when it is to be emptied

    @property
    def serves(self) -> bool:
        return self.attached and bool(self.instances)


@dataclass
class World:
    fleets: dict[str, Fleet] = field(default_factory=lambda: {BLUE: Fleet(), GREEN: Fleet()})
    deployed: Answer = field(default_factory=lambda: {"Status": "Succeeded", "DeploymentOverview": {"Failed": 0}})
    unhealthy: set[str] = field(default_factory=set)  # fleets of which no instance passes the health check
    hook_stays: bool = False  # CodeDeploy cannot take its hook away
    unchecked: bool = False  # instances never pass EC2's own checks
    alarm_after: int | None = None  # calls of DescribeAlarms until one rings
    serving_key: str = "former"  # of the revision that serves
    others: int = 0  # other executions under way
    former: list[Answer] = field(default_factory=list)  # what executions that succeeded were given
    output: Answer = field(default_factory=dict)  # of the execution
    overridden: list[bool] = field(default_factory=list)  # of each deployment, whether alarms count for nothing
    failing: range = range(0)  # numbers of the calls that fail
    calls: list[str] = field(default_factory=list)
    outages: list[str] = field(default_factory=list)  # calls after which nothing served, where something had

    def serving(self) -> list[str]:
        return [name for name, fleet in self.fleets.items() if fleet.attached]

    def execute(self, **given: Any) -> tuple[str, str, str]:
        """Run the state machine to its end: status, error, cause."""
        with request_scope(*SCOPE):
            written = json.dumps(definition(FACTS))
            name = f"release-{uuid.uuid4()}"
            made = stepfunctions._create_state_machine({"name": name, "definition": written, "roleArn": "arn:role"})
            assert made[0] == 200, made
            machine = f"arn:aws:states:{SCOPE[1]}:{SCOPE[0]}:stateMachine:{name}"
            arn = machine.replace("stateMachine", "execution") + ":1"
            stepfunctions._executions[arn] = {
                "executionArn": arn, "stateMachineArn": machine, "name": "1", "status": "RUNNING", "events": [],
                "startDate": "2026-01-01T00:00:00Z", "input": json.dumps(given), "testCase": "", "mockAttempts": {},
            }  # fmt: skip
            stepfunctions._run_execution(arn)
            ended = stepfunctions._executions[arn]
        self.output = json.loads(ended.get("output") or "{}")
        return ended["status"], ended.get("error", ""), ended.get("cause", "")

    def invoke(self, resource: str, arguments: Answer) -> Answer:
        """In place of MiniStack's own integrations."""
        number, api = len(self.calls), resource.removeprefix(SDK)
        self.calls.append(api)
        if number in self.failing:
            raise _ExecutionError("Aws.Exception", f"call {number} fails")
        served = any(fleet.serves for fleet in self.fleets.values())
        answer = API[api](self, arguments)
        if served and not any(f.serves and name not in self.unhealthy for name, f in self.fleets.items()):
            self.outages.append(api)
        return answer

    def describe(self, name: str) -> Answer:
        fleet = self.fleets[name]
        instances = [
            {"InstanceId": one, "LifecycleState": "InService", "HealthStatus": "Healthy"} for one in fleet.instances
        ]
        sources = [{"Identifier": TARGETS, "Type": "elbv2"}] if fleet.attached else []
        return {"AutoScalingGroupName": name, "Instances": instances, "TrafficSources": sources}

    def resize(self, name: str, size: int) -> Answer:
        fleet = self.fleets[name]
        fleet.instances = [*fleet.instances, *(f"i-{uuid.uuid4()}" for _ in range(size))][:size]
        return {}

    def attach(self, name: str, attached: bool) -> Answer:
        if not attached and not self.fleets[name].attached:
            raise _ExecutionError("AutoScaling.AutoScalingException", f"{name} is not attached")
        self.fleets[name].attached = attached
        return {}

    def health(self, ids: list[str]) -> Answer:
        owner = {one: name for name, fleet in self.fleets.items() for one in fleet.instances}
        states = ["unhealthy" if owner.get(one, "") in self.unhealthy else "healthy" for one in ids]
        return {"TargetHealthDescriptions": [{"TargetHealth": {"State": state}} for state in states]}

    def alarms(self) -> Answer:
        rings = self.alarm_after is not None and self.calls.count("cloudwatch:describeAlarms") > self.alarm_after
        return {"MetricAlarms": [{"StateValue": "ALARM" if rings else "OK"}]}

    def end(self, name: str, at: str | None) -> Answer:
        self.fleets[name].end = at
        return {}

    def hook(self, name: str, groups: list[str]) -> Answer:
        assert groups in ([], [name])
        if not groups and self.hook_stays:
            return {"HooksNotCleanedUp": [{"Name": name, "Hook": "hook"}]}
        self.fleets[name].hooked = bool(groups)
        return {"HooksNotCleanedUp": []}

    def deploy(self, given: Answer) -> Answer:
        name = given["DeploymentGroupName"]
        self.overridden.append(given.get("OverrideAlarmConfiguration") == {"Enabled": False})
        assert self.fleets[name].hooked
        assert self.fleets[name].instances
        assert not self.fleets[name].attached
        return {"DeploymentId": "d-1"}

    def ends(self, name: str) -> Answer:
        fleet = self.fleets[name]
        return {"ScheduledUpdateGroupActions": [{"StartTime": fleet.end}] if fleet.end else []}

    def executions(self, given: Answer) -> Answer:
        """Of which each has its number in `former` for an ARN."""
        if given["StatusFilter"] == "RUNNING":
            return {"Executions": [{}] * (1 + self.others)}
        return {"Executions": [{"ExecutionArn": str(number)} for number in range(len(self.former))]}

    def checks(self, ids: list[str]) -> Answer:
        status = {"Status": "initializing" if self.unchecked else "ok"}
        return {"InstanceStatuses": [{"InstanceStatus": status, "SystemStatus": status} for _ in ids]}


GROUP = "AutoScalingGroupName"
API: dict[str, Callable[[World, Answer], Answer]] = {
    "autoscaling:attachTrafficSources": lambda world, given: world.attach(given[GROUP], True),
    "autoscaling:deleteScheduledAction": lambda world, given: world.end(given[GROUP], None),
    "autoscaling:describeAutoScalingGroups": lambda world, given: {
        "AutoScalingGroups": [world.describe(name) for name in given["AutoScalingGroupNames"]]
    },
    "autoscaling:describeScheduledActions": lambda world, given: world.ends(given[GROUP]),
    "autoscaling:detachTrafficSources": lambda world, given: world.attach(given[GROUP], False),
    "autoscaling:putScheduledUpdateGroupAction": lambda world, given: world.end(given[GROUP], given["StartTime"]),
    "autoscaling:setDesiredCapacity": lambda world, given: world.resize(given[GROUP], given["DesiredCapacity"]),
    "cloudwatch:describeAlarms": lambda world, given: world.alarms(),
    "codedeploy:createDeployment": lambda world, given: world.deploy(given),
    "codedeploy:getDeployment": lambda world, given: {"DeploymentInfo": world.deployed},
    "codedeploy:getDeploymentGroup": lambda world, given: {
        "DeploymentGroupInfo": {"TargetRevision": {"S3Location": {"Bucket": "b", "Key": world.serving_key}}}
    },
    "codedeploy:updateDeploymentGroup": lambda world, given: world.hook(
        given["CurrentDeploymentGroupName"], given["AutoScalingGroups"]
    ),
    "ec2:describeInstanceStatus": lambda world, given: world.checks(given["InstanceIds"]),
    "elasticloadbalancingv2:describeTargetHealth": lambda world, given: world.health(
        [t["Id"] for t in given["Targets"]]
    ),
    "sfn:describeExecution": lambda world, given: {"Input": json.dumps(world.former[int(given["ExecutionArn"])])},
    "sfn:listExecutions": lambda world, given: world.executions(given),
}
