"""A release that an alarm meets while only a part of the requests reaches the new version."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import sqrt
from typing import Any

from tests.rehearsal.running import PATIENCE, Journey, Running, until

AT_ONCE = 10  # requests, between two looks at the share that is set
DEVIATIONS = 4.5  # beyond which less than one run in a hundred thousand lies
COUNTING_SECONDS = 3  # which leave an alarm the time to come before all requests are moved
Percent = Callable[[], float]


@dataclass
class Share:
    """Of requests, as counted, and as the shares that were set let expect: a sum of draws."""

    asked: int = 0
    reached: int = 0
    mean: float = 0
    variance: float = 0

    def count(self, asked: int, reached: int, percent: float) -> None:
        likely = percent / 100
        self.asked, self.reached = self.asked + asked, self.reached + reached
        self.mean, self.variance = self.mean + asked * likely, self.variance + asked * likely * (1 - likely)

    @property
    def is_as_set(self) -> bool:
        return abs(self.reached - self.mean) <= DEVIATIONS * sqrt(self.variance)


@dataclass(frozen=True)
class Shift:
    """Of the requests of an environment, to the commit that is pushed."""

    running: Running
    environment: str
    account: str

    @property
    def name(self) -> str:
        return f"{self.running.pipeline}-{self.environment}"

    def weight(self) -> float:
        """Percent of the requests that the latest deployment has moved, of an alias or to tasks."""
        codedeploy, deployment = self.running.client("codedeploy", self.account), self.latest()
        ids = codedeploy.list_deployment_targets(deploymentId=deployment)["targetIds"]
        found = codedeploy.batch_get_deployment_targets(deploymentId=deployment, targetIds=ids)["deploymentTargets"]
        target: dict[str, Any] = (found[0].get("lambdaTarget") or found[0]["ecsTarget"]) if found else {}
        if target.get("status") != "InProgress":
            return 0
        if "lambdaFunctionInfo" in target:
            return float(target["lambdaFunctionInfo"]["targetVersionWeight"])
        return float(sum(one["trafficWeight"] for one in target["taskSetsInfo"] if one["taskSetLabel"] == "Green"))

    def hosts(self) -> float:
        """Percent of the hosts behind the load balancer to which the latest deployment has been made."""
        balancer = self.running.client("elbv2", self.account)
        [group] = balancer.describe_target_groups(Names=[self.name])["TargetGroups"]
        health = balancer.describe_target_health(TargetGroupArn=group["TargetGroupArn"])["TargetHealthDescriptions"]
        serving = {one["Target"]["Id"] for one in health if one["TargetHealth"]["State"] == "healthy"}
        done = self.running.client("codedeploy", self.account).list_deployment_targets(
            deploymentId=self.latest(), targetFilters={"TargetStatus": ["Succeeded"]}
        )
        return 100 * len(serving.intersection(done["targetIds"])) / len(serving)

    def latest(self) -> str:
        codedeploy = self.running.client("codedeploy", self.account)
        found = codedeploy.list_deployments(applicationName=self.name, deploymentGroupName=self.name)["deployments"]
        return str(found[0])

    def share(self, percent: Percent, requests: int = 250) -> Share:
        """Of so many requests once some are moved, or of as many as there is time for, while the share stays."""
        self.begun(percent)
        deadline = time.monotonic() + COUNTING_SECONDS
        commit, share = self.running.checkout.head(), Share()
        with ThreadPoolExecutor(AT_ONCE) as askers:
            before = percent()
            while share.asked < requests and time.monotonic() < deadline and 0 < before < 100:
                answers = [*askers.map(self.running.answers, [self.environment] * AT_ONCE)]
                after = percent()
                if after == before:
                    share.count(len(answers), answers.count(commit), before)
                before = after
        return share

    def stopped(self, percent: Percent, execution: str, alarm: str = "http-5xx") -> Journey:
        """The execution, after an alarm that goes on when some requests are moved, and not all."""
        self.begun(percent)
        self.ring(alarm, "ALARM")
        try:
            return self.running.delivered(execution)
        finally:
            self.ring(alarm, "OK")

    def brought_back(self, alarm: str = "http-5xx") -> str:
        """The status of what docs/operations.md (rolled-back) has a person deploy while an alarm is on."""
        codedeploy = self.running.client("codedeploy", self.account)
        former = codedeploy.get_deployment(deploymentId=self.latest())["deploymentInfo"]["previousRevision"]
        self.ring(alarm, "ALARM")
        try:
            begun = codedeploy.create_deployment(
                applicationName=self.name,
                deploymentGroupName=self.name,
                overrideAlarmConfiguration={"enabled": False},
                revision=former,
            )["deploymentId"]
            return str(until(lambda: self._ended(begun), PATIENCE))
        finally:
            self.ring(alarm, "OK")

    def _ended(self, deployment: str) -> str | None:
        """The status of a deployment that has ended."""
        codedeploy = self.running.client("codedeploy", self.account)
        found = codedeploy.get_deployment(deploymentId=deployment)["deploymentInfo"]
        return str(found["status"]) if "completeTime" in found else None

    def begun(self, percent: Percent) -> None:
        deadline = time.monotonic() + PATIENCE
        while not 0 < percent() < 100:
            assert time.monotonic() < deadline, self.running.log()[-3000:]
            time.sleep(0.1)

    def ring(self, alarm: str, state: str) -> None:
        cloudwatch = self.running.client("cloudwatch", self.account)
        cloudwatch.set_alarm_state(AlarmName=f"{self.name}-{alarm}", StateValue=state, StateReason="a test")


@dataclass(frozen=True)
class Alarmed:
    """`share`: that reached the new version until the alarm went on; `journey`: of the execution that it stopped."""

    share: Share
    journey: Journey
