"""A topic's key is used in the publisher's name; a log group's by CloudWatch Logs, which the key must allow."""

import json
import time
from typing import Any

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import REGION, TOOLS, Account, Statement, allow, refusal

PUBLISH, KEY = ["sns:Publish"], ["kms:GenerateDataKey", "kms:Decrypt"]
GROUPS = f"arn:aws:logs:{REGION}:{TOOLS}:log-group:"


@pytest.fixture
def tools(local_aws: LocalAws) -> Account:
    return Account(local_aws, TOOLS)


def topic(account: Account, name: str, key: str) -> str:
    attributes = {"KmsMasterKeyId": key} if key else {}
    return str(account.client("sns").create_topic(Name=name, Attributes=attributes)["TopicArn"])


@pytest.mark.parametrize(
    ("actions", "expected"),
    [(KEY, None), (KEY[:1], "KMSAccessDenied"), (KEY[1:], "KMSAccessDenied"), (PUBLISH, "KMSAccessDenied")],
)
def test_publishing_asks_for_the_topics_key(tools: Account, actions: list[str], expected: str | None) -> None:
    key = tools.key()
    arn = topic(tools, "encrypted", key)
    sns = tools.acting(tools.role(allow([*PUBLISH, "sns:PublishBatch"], arn), allow(actions, key)), "sns")
    assert refusal(sns.publish, TopicArn=arn, Message="m") == expected
    batch = [{"Id": "1", "Message": "m"}]
    assert refusal(sns.publish_batch, TopicArn=arn, PublishBatchRequestEntries=batch) == expected


@pytest.mark.parametrize(("service", "expected"), [("sns", None), ("s3", "KMSAccessDenied")])
def test_the_key_is_used_via_sns(tools: Account, service: str, expected: str | None) -> None:
    key = tools.key()
    arn = topic(tools, "via", key)
    via = {"StringEquals": {"kms:ViaService": f"{service}.{REGION}.amazonaws.com"}}
    sns = tools.acting(tools.role(allow(PUBLISH, arn), allow(KEY, key, Condition=via)), "sns")
    assert refusal(sns.publish, TopicArn=arn, Message="m") == expected


@pytest.mark.parametrize("key", ["", "alias/aws/sns"])
def test_without_a_key_of_the_account_nothing_is_asked(tools: Account, key: str) -> None:
    arn = topic(tools, "plain" + key.replace("/", "-"), key)
    sns = tools.acting(tools.role(allow(PUBLISH, arn)), "sns")
    assert refusal(sns.publish, TopicArn=arn, Message="m") is None


def for_logs(group: str) -> Statement:
    only = {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": f"{GROUPS}{group}"}}
    actions = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"]
    return allow(actions, "*", Principal={"Service": f"logs.{REGION}.amazonaws.com"}, Condition=only)


@pytest.mark.parametrize(
    ("allowed", "group", "expected"),
    [(True, "api-right", None), (True, "api-other", "AccessDeniedException"), (False, "x", "AccessDeniedException")],
)
def test_a_log_group_takes_a_key_that_allows_it(
    tools: Account, allowed: bool, group: str, expected: str | None
) -> None:
    key = tools.key(*[for_logs("api-right")] * allowed)
    assert refusal(tools.client("logs").create_log_group, logGroupName=group, kmsKeyId=key) == expected


@pytest.mark.parametrize(("allowed", "status"), [(True, "CREATE_COMPLETE"), (False, "ROLLBACK_COMPLETE")])
def test_a_log_group_of_a_stack_takes_a_key_that_allows_it(tools: Account, allowed: bool, status: str) -> None:
    name = f"of-stack-{allowed}".lower()
    properties: dict[str, Any] = {"LogGroupName": name, "KmsKeyId": tools.key(*[for_logs(name)] * allowed)}
    template = {"Resources": {"Group": {"Type": "AWS::Logs::LogGroup", "Properties": properties}}}
    cloudformation = tools.client("cloudformation")
    cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(template))
    deadline = time.monotonic() + 20
    while (found := cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]).endswith("PROGRESS"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert found == status
