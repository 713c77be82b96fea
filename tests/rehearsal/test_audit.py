"""What the first push did is recorded: who wrote each artifact, who went into which account. Nobody can undo that."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.rehearsal.running import ENVIRONMENTS, PIPELINE, Running, until

TOOLS = "111111111111"
BUCKET, ARTIFACTS = (f"{PIPELINE}-{what}-{TOOLS}-eu-central-1" for what in ("audit", "artifacts"))


def records(rehearsal: Running, account: str) -> list[Any]:
    """As whoever investigates reads them, but for the key, which is not root's to use."""
    storage = rehearsal.client("s3")
    return [record for body in _files(storage, account) for record in json.loads(gzip.decompress(body))["Records"]]


def _files(storage: Any, account: str) -> Iterator[bytes]:
    pages = storage.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=f"AWSLogs/{account}/CloudTrail/")
    for page in pages:
        for each in page.get("Contents", []):
            yield storage.get_object(Bucket=BUCKET, Key=each["Key"])["Body"].read()


def role_of(record: Any) -> str:
    return str(record["userIdentity"].get("sessionContext", {}).get("sessionIssuer", {}).get("userName", ""))


@pytest.fixture(scope="module")
def tools(rehearsal: Running) -> list[Any]:
    """Of the tools account, when the last artifact of the first push has been delivered too."""

    def released() -> bool:
        return any(
            role_of(one) == f"{PIPELINE}-production-instance" and one["eventName"].startswith("GetObject")
            for one in records(rehearsal, TOOLS)
        )

    until(released)
    return records(rehearsal, TOOLS)


@pytest.mark.parametrize(
    ("artifact", "writer"), [("Source", "source"), ("Built", "build"), ("Synthesize", "synthesize")]
)
def test_each_artifact_was_written_by_one_role(tools: list[Any], artifact: str, writer: str) -> None:
    writes = [
        one
        for one in tools
        if one["eventName"] == "PutObject" and one["requestParameters"]["key"].startswith(f"{PIPELINE}/{artifact}")
    ]
    assert writes
    assert {one["requestParameters"]["bucketName"] for one in writes} == {ARTIFACTS}
    assert {role_of(one) for one in writes} == {f"{PIPELINE}-{writer}"}


def test_the_revision_was_read_from_every_environment(tools: list[Any]) -> None:
    readers = {
        (one["userIdentity"]["accountId"], role_of(one))
        for one in tools
        if one["eventName"].startswith("GetObject") and one["requestParameters"]["key"].startswith(f"{PIPELINE}/Built")
    }
    assert {(account, f"{PIPELINE}-{name}-instance") for name, account in ENVIRONMENTS.items()} <= readers


def test_an_environments_account_knows_who_changed_it(rehearsal: Running) -> None:
    for name, account in ENVIRONMENTS.items():
        made = [one for one in records(rehearsal, account) if one["eventName"] == "CreateDeployment"]
        assert {role_of(one) for one in made} == {f"{PIPELINE}-{name}-release"}
        entered = [one for one in records(rehearsal, account) if one["eventName"] == "AssumeRole"]
        assert f"{PIPELINE}-pipeline" in {role_of(one) for one in entered}


def test_no_record_holds_a_secret(rehearsal: Running, tools: list[Any]) -> None:
    assert "BEGIN" not in json.dumps(tools)
    tokens = [one["requestParameters"].get("token") for one in tools if one["eventName"] == "PutApprovalResult"]
    assert tokens
    assert set(tokens) == {"HIDDEN_DUE_TO_SECURITY_REASONS"}


def test_the_log_group_has_the_same(rehearsal: Running, tools: list[Any]) -> None:
    logs = rehearsal.client("logs")
    group = f"/aws/cloudtrail/{PIPELINE}-audit"
    [stream] = logs.describe_log_streams(logGroupName=group)["logStreams"]
    assert stream["logStreamName"] == f"{TOOLS}_CloudTrail_eu-central-1"
    events = logs.get_log_events(logGroupName=group, logStreamName=stream["logStreamName"], startFromHead=True)[
        "events"
    ]
    assert {json.loads(one["message"])["eventID"] for one in events} & {one["eventID"] for one in tools}


def test_nobody_writes_or_deletes_a_record(rehearsal: Running, tools: list[Any]) -> None:
    """As a role whose own policy allows everything; root of the account is let through by the local AWS."""
    storage, administrator = rehearsal.client("s3"), administrator_of(rehearsal)
    first = storage.list_objects_v2(Bucket=BUCKET)["Contents"][0]["Key"]
    version = storage.head_object(Bucket=BUCKET, Key=first)["VersionId"]
    with pytest.raises(ClientError, match="AccessDenied"):
        administrator.put_object(Bucket=BUCKET, Key=f"AWSLogs/{TOOLS}/forged.json.gz", Body=b"")
    with pytest.raises(ClientError, match="AccessDenied"):
        administrator.delete_object(Bucket=BUCKET, Key=first)
    with pytest.raises(ClientError, match="AccessDenied"):
        administrator.delete_object(Bucket=BUCKET, Key=first, VersionId=version, BypassGovernanceRetention=True)
    retention = storage.get_object_retention(Bucket=BUCKET, Key=first)["Retention"]
    assert retention["Mode"] == "GOVERNANCE"


def administrator_of(rehearsal: Running) -> Any:
    """A client of S3 for a role of the tools account with AdministratorAccess."""
    iam, name = rehearsal.client("iam"), "test-administrator"
    trust = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{TOOLS}:root"}, "Action": "sts:AssumeRole"}
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=_document(trust))
    iam.put_role_policy(RoleName=name, PolicyName=name, PolicyDocument=_document(everything))
    session = rehearsal.client("sts").assume_role(RoleArn=f"arn:aws:iam::{TOOLS}:role/{name}", RoleSessionName="test")
    keys, values = session["Credentials"], rehearsal.environment
    return boto3.session.Session(
        keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], values["AWS_REGION"]
    ).client("s3", endpoint_url=values["AWS_ENDPOINT_URL"], verify=values["AWS_CA_BUNDLE"])


def _document(statement: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
