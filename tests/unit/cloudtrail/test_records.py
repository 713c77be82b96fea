"""What CloudTrail says of a call, and which trails hear of it."""

from dataclasses import replace
from typing import Any

import pytest

from rehearsal.cloudtrail.records import HIDDEN, LONGEST, Happened, record
from rehearsal.cloudtrail.selection import wanted

ROLE = "arn:aws:sts::111111111111:assumed-role/webapp-build/AWSCodeBuild-1"
PUT = Happened(
    action="s3:PutObject",
    caller=ROLE,
    access_key_id="ASIA-EXAMPLE",
    account="111111111111",
    region="eu-central-1",
    time="2026-01-31T12:00:00Z",
    request_id="request",
    event_id="event",
    user_agent="Boto3",
    parameters={},
    bucket="webapp-artifacts",
    key="webapp/Built/abc",
)
START = replace(PUT, action="codebuild:StartBuild", bucket="", key="", parameters={"projectName": "webapp-build"})
MULTI_REGION = {"HomeRegion": "eu-central-1", "IsMultiRegionTrail": True}
ALL: dict[str, Any] = {"IncludeManagementEvents": True}
OBJECTS: dict[str, Any] = {
    **ALL,
    "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::webapp-artifacts/"]}],
}


def test_an_object_that_a_role_writes() -> None:
    written = record(PUT, "111111111111")
    assert (written["eventSource"], written["eventName"], written["eventCategory"]) == (
        "s3.amazonaws.com",
        "PutObject",
        "Data",
    )
    assert written["requestParameters"] == {"bucketName": "webapp-artifacts", "key": "webapp/Built/abc"}
    assert written["resources"][0]["ARN"] == "arn:aws:s3:::webapp-artifacts/webapp/Built/abc"
    issuer = written["userIdentity"]["sessionContext"]["sessionIssuer"]
    assert (written["userIdentity"]["type"], written["userIdentity"]["arn"]) == ("AssumedRole", ROLE)
    assert issuer["arn"] == "arn:aws:iam::111111111111:role/webapp-build"
    assert (written["readOnly"], written["managementEvent"]) == (False, False)


@pytest.mark.parametrize(
    ("caller", "kind"),
    [("arn:aws:iam::111111111111:root", "Root"), ("arn:aws:iam::111111111111:user/ann", "IAMUser")],
)
def test_those_who_are_no_role(caller: str, kind: str) -> None:
    found = record(replace(START, caller=caller), "111111111111")["userIdentity"]
    assert (found["type"], found["accountId"]) == (kind, "111111111111")
    assert "sessionContext" not in found


@pytest.mark.parametrize("name", ["password", "clientSecret", "SecretString", "token", "NextToken", "Credentials"])
def test_a_secret_is_not_recorded_at_any_depth(name: str) -> None:
    asked = {"list": [{"deep": {name: "hunter2", "secretId": "database"}}]}
    written = record(replace(START, parameters=asked), "111111111111")["requestParameters"]
    assert written == {"list": [{"deep": {name: HIDDEN, "secretId": "database"}}]}


def test_what_is_too_long_is_left_out() -> None:
    assert (
        record(replace(START, parameters={"TemplateBody": "x" * LONGEST}), "111111111111")["requestParameters"] is None
    )


def test_what_reads_says_so_and_the_source_is_the_services_host() -> None:
    read = record(replace(START, action="cloudwatch:DescribeAlarms"), "222222222222")
    assert (read["readOnly"], read["eventSource"], read["recipientAccountId"]) == (
        True, "monitoring.amazonaws.com", "222222222222",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("happened", "selectors", "is_wanted"),
    [
        (START, [ALL], True),
        (START, [{"IncludeManagementEvents": False}], False),
        (PUT, [ALL], False),
        (PUT, [OBJECTS], True),
        (replace(PUT, bucket="webapp-artifacts-2"), [OBJECTS], False),
        (replace(PUT, key="", action="s3:PutBucketPolicy"), [ALL], True),
        (replace(START, action="logs:PutLogEvents"), [OBJECTS], False),
        (replace(START, action="lambda:InvokeFunction"), [OBJECTS], False),
    ],
)
def test_a_trail_gets_what_its_selectors_ask_for(happened: Happened, selectors: list[Any], is_wanted: bool) -> None:
    assert wanted(happened, MULTI_REGION, selectors) is is_wanted


def test_a_trail_of_one_region_hears_of_that_region_alone() -> None:
    one = {"HomeRegion": "eu-central-1"}
    assert wanted(START, one, [ALL])
    assert not wanted(replace(START, region="eu-west-1"), one, [ALL])
    assert wanted(replace(START, region="eu-west-1"), MULTI_REGION, [ALL])
