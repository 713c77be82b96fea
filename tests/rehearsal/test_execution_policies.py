"""CloudFormation has the rights that were derived from the templates: they suffice, and without one it fails."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.rehearsal.running import ENVIRONMENTS, PIPELINE, Running

ACCOUNTS = {"tools": "111111111111", **ENVIRONMENTS}
DEV, ACTION = ENVIRONMENTS["dev"], "cloudwatch:PutMetricAlarm"
STACK = f"{PIPELINE}-dev"


def role(account: str, kind: str, region: str) -> str:
    return f"arn:aws:iam::{account}:role/cdk-hnb659fds-{kind}-role-{account}-{region}"


def attached(rehearsal: Running, account: str) -> list[str]:
    """ARNs of what CloudFormation's execution role has."""
    name = role(account, "cfn-exec", rehearsal.environment["AWS_REGION"]).rpartition("/")[2]
    policies = rehearsal.client("iam", account).list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    return sorted(each["PolicyArn"] for each in policies)


@contextmanager
def without(rehearsal: Running, action: str) -> Iterator[None]:
    """Take an action out of the execution policies of dev, for as long as the block lasts."""
    iam, documents = rehearsal.client("iam", DEV), {}
    for arn in attached(rehearsal, DEV):
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        documents[arn] = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
    having = {arn: one for arn, one in documents.items() if any(action in s["Action"] for s in one["Statement"])}
    assert having, f"no policy has {action}"
    for arn, document in having.items():
        left = [less for each in document["Statement"] if (less := _less(each, action))["Action"]]
        _write(iam, arn, {**document, "Statement": left})
    try:
        yield
    finally:
        for arn, document in having.items():
            _write(iam, arn, document)


def _write(iam: Any, arn: str, document: dict[str, Any]) -> None:
    """A new version in place of the one that counted; IAM keeps no more than five."""
    old = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=json.dumps(document), SetAsDefault=True)
    iam.delete_policy_version(PolicyArn=arn, VersionId=old)


def _less(statement: dict[str, Any], action: str) -> dict[str, Any]:
    return {**statement, "Action": [each for each in statement["Action"] if each != action]}


@pytest.fixture(scope="module")
def deployer(rehearsal: Running) -> Any:
    """CloudFormation of dev with the role that the pipeline's actions take on."""
    values = rehearsal.environment
    arn = role(DEV, "deploy", values["AWS_REGION"])
    keys = rehearsal.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
    session = boto3.session.Session(
        keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region_name=values["AWS_REGION"]
    )
    return session.client("cloudformation", endpoint_url=values["AWS_ENDPOINT_URL"], verify=values["AWS_CA_BUNDLE"])


def described(deployer: Any, alarm: str) -> dict[str, Any]:
    """The stack's template with another description of its alarms."""
    template: dict[str, Any] = deployer.get_template(StackName=STACK)["TemplateBody"]
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::CloudWatch::Alarm":
            resource["Properties"]["AlarmDescription"] = alarm
    return template


def updated(rehearsal: Running, deployer: Any, template: dict[str, Any]) -> str:
    """The stack's status when the update has ended."""
    [stack] = deployer.describe_stacks(StackName=STACK)["Stacks"]
    deployer.update_stack(
        StackName=STACK,
        TemplateBody=json.dumps(template),
        Capabilities=["CAPABILITY_NAMED_IAM"],
        RoleARN=role(DEV, "cfn-exec", rehearsal.environment["AWS_REGION"]),
        Parameters=[{"ParameterKey": p["ParameterKey"], "UsePreviousValue": True} for p in stack.get("Parameters", [])],
    )
    deadline = time.monotonic() + 60
    while (status := str(deployer.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"])).endswith("PROGRESS"):
        assert time.monotonic() < deadline, status
        time.sleep(0.1)
    return status


@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_stack_was_deployed_with_the_derived_policies_alone(rehearsal: Running, name: str) -> None:
    account = ACCOUNTS[name]
    policies = attached(rehearsal, account)
    wanted = [f"arn:aws:iam::{account}:policy/{PIPELINE}-execution-{n}" for n in range(1, len(policies) + 1)]
    assert policies == wanted
    stack = f"{PIPELINE}-{name.replace('tools', 'pipeline')}"
    [found] = rehearsal.client("cloudformation", account).describe_stacks(StackName=stack)["Stacks"]
    assert found["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE")


def test_without_one_needed_action_a_deployment_fails_and_names_it(rehearsal: Running, deployer: Any) -> None:
    before = deployer.get_template(StackName=STACK)["TemplateBody"]
    changed = described(deployer, "Another description")
    try:
        with without(rehearsal, ACTION):
            assert updated(rehearsal, deployer, changed) == "UPDATE_ROLLBACK_COMPLETE"
            failure = first_failure(rehearsal)
        assert f"is not authorized to perform: {ACTION} on resource: arn:aws:cloudwatch:" in failure
        assert f"because no identity-based policy allows the {ACTION} action" in failure
        assert "HandlerErrorCode: AccessDenied" in failure
        assert updated(rehearsal, deployer, changed) == "UPDATE_COMPLETE"
    finally:
        if deployer.get_template(StackName=STACK)["TemplateBody"] != before:
            assert updated(rehearsal, deployer, before) == "UPDATE_COMPLETE"


def first_failure(rehearsal: Running) -> str:
    """Of the latest update."""
    events = rehearsal.client("cloudformation", DEV).describe_stack_events(StackName=STACK)["StackEvents"]
    return next(str(each["ResourceStatusReason"]) for each in events if each["ResourceStatus"] == "UPDATE_FAILED")


def test_the_deploy_role_passes_the_execution_role_and_no_other(rehearsal: Running, deployer: Any) -> None:
    another = f"arn:aws:iam::{DEV}:role/{STACK}-instance"
    with pytest.raises(ClientError, match=f"iam:PassRole on resource: {another}"):
        deployer.update_stack(StackName=STACK, UsePreviousTemplate=True, RoleARN=another)
