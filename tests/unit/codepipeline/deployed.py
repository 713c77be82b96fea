"""A pipeline of two stages in the local AWS: a zip file from S3, and an approval that a test answers."""

import io
import json
import time
import uuid
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rehearsal.run.local_aws import LocalAws
from tests.unit.codepipeline.declarations import Declaration
from tests.unit.server.accounts import DEV, REGION, TOOLS, Account, Statement, allow, policy

ENDED = ("Succeeded", "Failed", "Stopped")
TRUST_PIPELINE = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "codepipeline.amazonaws.com"}}


@dataclass
class Deployed:
    """`conditions` of its second stage, by the API's names."""

    aws: LocalAws
    conditions: Declaration
    name: str = field(default_factory=lambda: f"p-{uuid.uuid4().hex[:8]}")

    def __post_init__(self) -> None:
        self.tools = Account(self.aws, TOOLS)
        self.client = self.tools.client("codepipeline")
        s3 = self.tools.client("s3")
        s3.create_bucket(Bucket=self.name, CreateBucketConfiguration={"LocationConstraint": REGION})
        s3.put_bucket_versioning(Bucket=self.name, VersioningConfiguration={"Status": "Enabled"})
        self.upload("first")
        self.client.create_pipeline(pipeline=self._declaration())
        self.first = str(self.summaries()[0]["pipelineExecutionId"])

    def upload(self, text: str) -> None:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("file", text)
        self.tools.client("s3").put_object(Bucket=self.name, Key="source.zip", Body=data.getvalue())

    def start(self) -> str:
        return str(self.client.start_pipeline_execution(name=self.name)["pipelineExecutionId"])

    def answer(self, approved: bool, execution_id: str) -> None:
        """When the approval of that execution waits."""

        def token() -> str | None:
            latest = self.stage()["actionStates"][0].get("latestExecution", {})
            here = self.stage().get("latestExecution", {}).get("pipelineExecutionId") == execution_id
            return latest.get("token") if here else None

        found, status = until(token), "Approved" if approved else "Rejected"
        where = {"pipelineName": self.name, "stageName": "Deploy", "actionName": "Ask"}
        self.client.put_approval_result(**where, token=found, result={"status": status, "summary": "test"})

    def ended(self, execution_id: str) -> str:
        def status() -> str | None:
            found = self.client.get_pipeline_execution(pipelineName=self.name, pipelineExecutionId=execution_id)
            now = str(found["pipelineExecution"]["status"])
            return now if now in ENDED else None

        return str(until(status))

    def stage(self) -> dict[str, Any]:
        """The second one's state."""
        state: dict[str, Any] = self.client.get_pipeline_state(name=self.name)["stageStates"][1]
        return state

    def summaries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.client.list_pipeline_executions(pipelineName=self.name)[
            "pipelineExecutionSummaries"
        ]
        return found

    def rules(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.client.list_rule_executions(pipelineName=self.name)["ruleExecutionDetails"]
        return found

    def _declaration(self) -> Declaration:
        source = {
            "name": "Source",
            "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "S3", "version": "1"},
            "configuration": {"S3Bucket": self.name, "S3ObjectKey": "source.zip"},
            "outputArtifacts": [{"name": "Source"}],
            "namespace": "Source",
        }
        ask = {
            "name": "Ask",
            "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"},
        }
        return {
            "name": self.name,
            "roleArn": self._role(),
            "pipelineType": "V2",
            "artifactStore": {"type": "S3", "location": self.name},
            "stages": [
                {"name": "Source", "actions": [source]},
                {"name": "Deploy", "actions": [ask], **self.conditions},
            ],
        }

    def _role(self) -> str:
        """It takes on a role of the other account for the alarm."""
        iam = self.tools.client("iam")
        arn = iam.create_role(RoleName=self.name, AssumeRolePolicyDocument=policy(TRUST_PIPELINE))["Role"]["Arn"]
        rights = (
            allow(["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], f"arn:aws:s3:::{self.name}/*"),
            allow(["s3:GetBucketVersioning", "s3:ListBucket"], f"arn:aws:s3:::{self.name}"),
            allow(["sts:AssumeRole"], f"arn:aws:iam::{DEV}:role/bake-*"),
        )
        iam.put_role_policy(RoleName=self.name, PolicyName="p", PolicyDocument=policy(*rights))
        return str(arn)


@dataclass
class Alarm:
    """In the other account, with a role that may look at it; or with what `rights` say."""

    aws: LocalAws
    rights: tuple[Statement, ...] | None = None
    name: str = field(default_factory=lambda: f"alarm-{uuid.uuid4().hex[:8]}")

    def __post_init__(self) -> None:
        account = Account(self.aws, DEV)
        self.cloudwatch = account.client("cloudwatch")
        self.cloudwatch.put_metric_alarm(
            AlarmName=self.name,
            MetricName="Errors",
            Namespace="Test",
            Statistic="Sum",
            Period=60,
            EvaluationPeriods=1,
            Threshold=1,
            ComparisonOperator="GreaterThanThreshold",
        )
        self.set("OK")
        trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": f"arn:aws:iam::{TOOLS}:root"}}
        iam, role = account.client("iam"), f"bake-{self.name}"
        self.role = str(iam.create_role(RoleName=role, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"])
        own = allow(["cloudwatch:DescribeAlarms"], f"arn:aws:cloudwatch:{REGION}:{DEV}:alarm:{self.name}")
        iam.put_role_policy(RoleName=role, PolicyName="p", PolicyDocument=policy(*(self.rights or (own,))))

    def set(self, state: str) -> None:
        self.cloudwatch.set_alarm_state(AlarmName=self.name, StateValue=state, StateReason=json.dumps("test"))

    def watched(self, result: str, minutes: float) -> Declaration:
        """A condition that watches it."""
        configuration = {"AlarmName": self.name, "AlarmStates": "ALARM", "WaitTime": str(minutes)}
        kind = {"category": "Rule", "owner": "AWS", "provider": "CloudWatchAlarm", "version": "1"}
        rule = {"name": "Bake", "ruleTypeId": kind, "configuration": configuration, "roleArn": self.role}
        return {"conditions": [{"result": result, "rules": [rule]}]}


def until(get: Callable[[], Any], seconds: float = 20) -> Any:
    """The first true value that `get` returns."""
    deadline = time.monotonic() + seconds
    while not (found := get()):
        assert time.monotonic() < deadline, f"{get} stays {found}"
        time.sleep(0.05)
    return found
