"""Builds through the API: IAM decides, S3 and CloudWatch Logs hold what came of it."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.unit.codebuild.a_build import unzipped, zipped
from tests.unit.codebuild.a_server import ACCOUNT, REGION, LocalAws, local_aws

LOG_GROUP = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/codebuild/web"
REPORT_GROUP = f"arn:aws:codebuild:{REGION}:{ACCOUNT}:report-group/web-unit"
BUILDSPEC = """\
version: 0.2
env:
  parameter-store: {PASSWORD: /app/password}
  secrets-manager: {TOKEN: "app:token"}
  exported-variables: [VERSION]
phases:
  build:
    commands:
      - VERSION=1-$CODEBUILD_RESOLVED_SOURCE_VERSION
      - echo $PASSWORD $TOKEN $COLOUR
      - python -c "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])"
reports: {unit: {files: ['*.xml']}}
artifacts: {files: [page]}
"""
SOURCE = {"buildspec.yml": BUILDSPEC, "page": "hello", "j.xml": "<testsuite><testcase name='a'/></testsuite>"}
TRUST = {
    "Effect": "Allow", "Principal": {"Service": "codebuild.amazonaws.com"}, "Action": "sts:AssumeRole",
    "Condition": {"StringEquals": {"aws:SourceArn": f"arn:aws:codebuild:{REGION}:{ACCOUNT}:project/web"}},
}  # fmt: skip


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    with local_aws(tmp_path_factory.mktemp("aws")) as server:
        _provision(server)
        yield server


def _provision(aws: LocalAws) -> None:
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="store", CreateBucketConfiguration={"LocationConstraint": REGION})
    aws.client("ssm").put_parameter(Name="/app/password", Value="hunter2", Type="SecureString")
    aws.client("secretsmanager").create_secret(Name="app", SecretString=json.dumps({"token": "t0ken"}))
    aws.client("logs").create_log_group(logGroupName="/aws/codebuild/web")
    aws.client("iam").create_role(RoleName="build", AssumeRolePolicyDocument=_document([TRUST]))
    properties = {
        "Name": "web", "ServiceRole": f"arn:aws:iam::{ACCOUNT}:role/build", "EncryptionKey": _key(aws),
        "Source": {"Type": "CODEPIPELINE"}, "Artifacts": {"Type": "CODEPIPELINE"},
        "Cache": {"Type": "LOCAL", "Modes": ["LOCAL_CUSTOM_CACHE"]}, "TimeoutInMinutes": 5,
        "Environment": {"Type": "LINUX_CONTAINER", "Image": "aws/codebuild/standard:8.0",
                        "ComputeType": "BUILD_GENERAL1_SMALL"},
    }  # fmt: skip
    template = {"Resources": {"Web": {"Type": "AWS::CodeBuild::Project", "Properties": properties}}}
    aws.client("cloudformation").create_stack(StackName="web", TemplateBody=json.dumps(template))
    aws.client("cloudformation").get_waiter("stack_create_complete").wait(StackName="web", WaiterConfig={"Delay": 1})


def _key(aws: LocalAws) -> str:
    kms = aws.client("kms")
    arn: str = kms.create_key()["KeyMetadata"]["Arn"]
    aws.client("s3").put_object(
        Bucket="store",
        Key="web/Source/1",
        Body=zipped(SOURCE),
        Metadata={"codepipeline-revision": "c0ffee"},
        ServerSideEncryption="aws:kms",
        SSEKMSKeyId=arn,
    )
    return arn


def _document(statements: list[dict[str, Any]]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def grant(aws: LocalAws, without: str = "") -> None:
    """Give the service role what a build needs, but for one action."""
    key = aws.client("codebuild").batch_get_projects(names=["web"])["projects"][0]["encryptionKey"]
    rights = {
        "arn:aws:s3:::store/*": ["s3:GetObject", "s3:PutObject"],
        key: ["kms:Decrypt", "kms:GenerateDataKey"],
        LOG_GROUP: ["logs:CreateLogStream", "logs:PutLogEvents"],
        f"{LOG_GROUP}:*": ["logs:CreateLogStream", "logs:PutLogEvents"],
        f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/app/password": ["ssm:GetParameters"],
        f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:app*": ["secretsmanager:GetSecretValue"],
        REPORT_GROUP: [
            "codebuild:CreateReportGroup",
            "codebuild:CreateReport",
            "codebuild:UpdateReport",
            "codebuild:BatchPutTestCases",
        ],
    }
    left = {resource: [action for action in actions if action != without] for resource, actions in rights.items()}
    statements = [{"Effect": "Allow", "Action": a, "Resource": r} for r, a in left.items() if a]
    aws.client("iam").put_role_policy(RoleName="build", PolicyName="build", PolicyDocument=_document(statements))


def start(aws: LocalAws, **overrides: Any) -> dict[str, Any]:
    """As CodePipeline starts a build."""
    output = {"type": "S3", "location": "store", "path": "web/Built", "name": "1", "packaging": "ZIP"}
    build: dict[str, Any] = aws.client("codebuild").start_build(
        **{
            "projectName": "web",
            "sourceTypeOverride": "S3",
            "sourceLocationOverride": "store/web/Source/1",
            "artifactsOverride": output,
            "environmentVariablesOverride": [{"name": "COLOUR", "value": "red"}],
            **overrides,
        }
    )["build"]
    return build


def finished(aws: LocalAws, build: dict[str, Any]) -> dict[str, Any]:
    codebuild, deadline = aws.client("codebuild"), time.monotonic() + 60
    while time.monotonic() < deadline:
        found: dict[str, Any] = codebuild.batch_get_builds(ids=[build["id"]])["builds"][0]
        if found["buildComplete"]:
            return found
        time.sleep(0.05)
    raise TimeoutError(build["id"])


def log(aws: LocalAws, build: dict[str, Any]) -> list[str]:
    place = build["logs"]
    events = aws.client("logs").get_log_events(
        logGroupName=place["groupName"], logStreamName=place["streamName"], startFromHead=True
    )["events"]
    return [event["message"] for event in events]


def failures(build: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (phase["phaseType"], phase["contexts"][0]["message"])
        for phase in build["phases"]
        if phase.get("phaseStatus") == "FAILED"
    ]


def test_a_pipelines_build_reads_runs_reports_and_delivers_as_its_role(aws: LocalAws) -> None:
    grant(aws)
    build = finished(aws, start(aws))
    assert build["buildStatus"] == "SUCCEEDED", failures(build)
    assert [phase["phaseType"] for phase in build["phases"]][-2:] == ["FINALIZING", "COMPLETED"]
    assert build["exportedEnvironmentVariables"] == [{"name": "VERSION", "value": "1-c0ffee"}]
    assert build["resolvedSourceVersion"] == "c0ffee"
    assert build["initiator"] == "codepipeline/web"
    made = aws.client("s3").get_object(Bucket="store", Key="web/Built/1")
    assert unzipped(made["Body"].read()) == {"page": "hello"}
    assert made["SSEKMSKeyId"] == build["encryptionKey"]
    assert made["Metadata"] == {"codebuild-buildarn": build["arn"]}
    lines = log(aws, build)
    assert "*** *** red" in lines
    assert any(f"arn:aws:sts::{ACCOUNT}:assumed-role/build/" in line for line in lines)
    report = aws.client("codebuild").batch_get_reports(reportArns=build["reportArns"])["reports"][0]
    assert report["testSummary"]["statusCounts"]["SUCCEEDED"] == 1
    assert not list(aws.settings.folder.glob("codebuild/*-*-*")), "the working copy is gone"


@pytest.mark.parametrize(
    ("action", "phase"),
    [
        ("s3:GetObject", "DOWNLOAD_SOURCE"),
        ("kms:Decrypt", "DOWNLOAD_SOURCE"),
        ("ssm:GetParameters", "DOWNLOAD_SOURCE"),
        ("secretsmanager:GetSecretValue", "DOWNLOAD_SOURCE"),
        ("logs:CreateLogStream", "PROVISIONING"),
        ("s3:PutObject", "UPLOAD_ARTIFACTS"),
        ("kms:GenerateDataKey", "UPLOAD_ARTIFACTS"),
        ("codebuild:CreateReport", "UPLOAD_ARTIFACTS"),
    ],
)
def test_a_right_that_the_role_lacks_fails_the_phase_that_needs_it(aws: LocalAws, action: str, phase: str) -> None:
    grant(aws, without=action)
    build = finished(aws, start(aws))
    assert build["buildStatus"] == "FAILED"
    (failed, message), *_ = failures(build)
    assert failed == phase
    assert f"not authorized to perform: {action}" in message


def test_stop_build_ends_a_running_build(aws: LocalAws) -> None:
    grant(aws)
    spec = "version: 0.2\nphases:\n  build:\n    commands: ['sleep 600']\n"
    build = start(aws, buildspecOverride=spec)
    aws.client("codebuild").stop_build(id=build["id"])
    assert finished(aws, build)["buildStatus"] == "STOPPED"


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ({"privilegedModeOverride": True}, "does not have privilegedModeOverride of StartBuild"),
        ({"sourceTypeOverride": "GITHUB"}, "builds from S3, as a pipeline does, not from GITHUB"),
        ({"projectName": "absent"}, "Project cannot be found"),
        ({"environmentVariablesOverride": [{"name": "CODEBUILD_X", "value": ""}]}, "prefix CODEBUILD_ is reserved"),
    ],
)
def test_what_cannot_be_built_is_refused_by_name(aws: LocalAws, override: dict[str, Any], message: str) -> None:
    with pytest.raises(ClientError, match=message):
        start(aws, **override)


def test_a_role_that_trusts_another_project_only_is_named(aws: LocalAws) -> None:
    another = f"arn:aws:codebuild:{REGION}:{ACCOUNT}:project/another"
    other = {**TRUST, "Condition": {"StringEquals": {"aws:SourceArn": another}}}
    aws.client("iam").create_role(RoleName="other", AssumeRolePolicyDocument=_document([other]))
    build = finished(aws, start(aws, serviceRoleOverride=f"arn:aws:iam::{ACCOUNT}:role/other"))
    assert failures(build)[0][0] == "PROVISIONING"
    assert "role/other" in failures(build)[0][1]
