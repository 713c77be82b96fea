"""CloudFormation makes, changes and deletes resources with the permissions of the role that a stack was given."""

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest

from policy.execution.handlers import permissions
from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import REGION, TOOLS, Account, Statement, allow, policy, refusal

TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "cloudformation.amazonaws.com"}}
TOPIC = f"arn:aws:sns:{REGION}:{TOOLS}:"


@dataclass
class Deployment:
    """A stack that is deployed with an execution role of its own."""

    account: Account
    name: str = field(default_factory=lambda: f"stack-{uuid.uuid4().hex[:8]}")

    @property
    def role(self) -> str:
        return f"arn:aws:iam::{self.account.id}:role/{self.name}-execution"

    def allow(self, *statements: Statement) -> None:
        """What the execution role may do from now on."""
        iam, name = self.account.client("iam"), self.role.rpartition("/")[2]
        if refusal(iam.get_role, RoleName=name):
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(TRUST))
        iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))

    def deploy(self, operation: str = "create_stack", **resources: Any) -> str:
        """The stack's status when it has settled."""
        call = getattr(self.account.client("cloudformation"), operation)
        body = json.dumps({"Resources": resources})
        call(StackName=self.name, TemplateBody=body, RoleARN=self.role, Capabilities=["CAPABILITY_NAMED_IAM"])
        return self.settled()

    def delete(self) -> str:
        """With the role that the stack has."""
        found = self.account.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]
        self.account.client("cloudformation").delete_stack(StackName=self.name)
        return self.settled(found["StackId"])

    def settled(self, name: str = "") -> str:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            stacks = self.account.client("cloudformation").describe_stacks(StackName=name or self.name)["Stacks"]
            if not stacks[0]["StackStatus"].endswith("_IN_PROGRESS"):
                return str(stacks[0]["StackStatus"])
            time.sleep(0.05)
        raise TimeoutError(self.name)

    def reasons(self) -> list[str]:
        """Of everything that failed, the latest first."""
        events = self.account.client("cloudformation").describe_stack_events(StackName=self.name)["StackEvents"]
        return [e.get("ResourceStatusReason", "") for e in events if e["ResourceStatus"].endswith("_FAILED")]


@pytest.fixture
def deployment(local_aws: LocalAws) -> Deployment:
    return Deployment(Account(local_aws, TOOLS))


def topic(name: Any, **properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": name, **properties}}


def on_topics(name: str, *without: str) -> Statement:
    return allow([each for each in permissions("AWS::SNS::Topic") if each not in without], f"{TOPIC}{name}")


def test_a_role_with_all_permissions_makes_changes_and_deletes(deployment: Deployment) -> None:
    deployment.allow(on_topics("all"))
    assert deployment.deploy(Topic=topic("all")) == "CREATE_COMPLETE"
    assert deployment.deploy("update_stack", Topic=topic("all", DisplayName="All")) == "UPDATE_COMPLETE"
    assert deployment.delete() == "DELETE_COMPLETE"


def test_a_missing_permission_fails_the_resource_in_cloudformations_words(deployment: Deployment) -> None:
    deployment.allow(on_topics("created", "sns:CreateTopic"))
    assert deployment.deploy(Topic=topic("created")) == "ROLLBACK_COMPLETE"
    name = deployment.role.rpartition("/")[2]
    said = (
        f"User: arn:aws:sts::{TOOLS}:assumed-role/{name}/AWSCloudFormation is not authorized to perform: "
        f"sns:CreateTopic on resource: {TOPIC}created because no identity-based policy allows the sns:CreateTopic "
        "action"
    )
    [reason] = [each for each in deployment.reasons() if "Topic" in each and "Resource handler" in each]
    assert said in reason
    assert reason.endswith("HandlerErrorCode: AccessDenied)")
    topics = deployment.account.client("sns").list_topics()["Topics"]
    assert f"{TOPIC}created" not in [each["TopicArn"] for each in topics]


def test_the_resource_counts_by_its_own_name(deployment: Deployment) -> None:
    deployment.allow(on_topics("named"))
    assert deployment.deploy(Topic=topic("named-otherwise")) == "ROLLBACK_COMPLETE"


def test_an_update_asks_for_the_permissions_of_an_update(deployment: Deployment) -> None:
    deployment.allow(on_topics("updated"))
    assert deployment.deploy(Topic=topic("updated")) == "CREATE_COMPLETE"
    deployment.allow(on_topics("updated", "sns:SetTopicAttributes"))
    assert deployment.deploy("update_stack", Topic=topic("updated", DisplayName="x")) == "UPDATE_ROLLBACK_COMPLETE"
    assert "sns:SetTopicAttributes" in " ".join(deployment.reasons())


def test_what_does_not_change_asks_for_nothing(deployment: Deployment) -> None:
    deployment.allow(on_topics("unchanged"), on_topics("added"))
    assert deployment.deploy(Topic=topic("unchanged")) == "CREATE_COMPLETE"
    deployment.allow(on_topics("added"))
    both = {"Topic": topic("unchanged"), "Added": topic("added")}
    assert deployment.deploy("update_stack", **both) == "UPDATE_COMPLETE"


def test_a_deletion_asks_for_the_permissions_of_a_deletion(deployment: Deployment) -> None:
    deployment.allow(on_topics("deleted"))
    assert deployment.deploy(Topic=topic("deleted")) == "CREATE_COMPLETE"
    deployment.allow(on_topics("deleted", "sns:DeleteTopic"))
    assert deployment.delete() == "DELETE_FAILED"
    assert "sns:DeleteTopic" in " ".join(deployment.reasons())
    deployment.allow(on_topics("deleted"))
    assert deployment.delete() == "DELETE_COMPLETE"


def test_a_name_that_cloudformation_makes_counts_once_it_is_there(deployment: Deployment) -> None:
    deployment.allow(on_topics(f"{deployment.name}-*"))
    assert deployment.deploy(Topic={"Type": "AWS::SNS::Topic"}) == "CREATE_COMPLETE"
    resources = deployment.account.client("cloudformation").describe_stack_resources(StackName=deployment.name)
    [made] = [each["PhysicalResourceId"].rpartition(":")[2] for each in resources["StackResources"]]
    deployment.allow(on_topics(f"{made}-of-another"))
    assert deployment.delete() == "DELETE_FAILED"
    deployment.allow(on_topics(made))
    assert deployment.delete() == "DELETE_COMPLETE"


def test_an_id_that_aws_chooses_counts_once_it_is_there(deployment: Deployment) -> None:
    administration = {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
    policy_of_key = {"Statement": [{**administration, "Principal": {"AWS": f"arn:aws:iam::{TOOLS}:root"}}]}
    key = {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": policy_of_key}}
    actions = list(permissions("AWS::KMS::Key"))
    deployment.allow(allow(actions, "*"))
    assert deployment.deploy(Key=key) == "CREATE_COMPLETE"
    resources = deployment.account.client("cloudformation").describe_stack_resources(StackName=deployment.name)
    [made] = [each["PhysicalResourceId"] for each in resources["StackResources"]]
    arn = f"arn:aws:kms:{REGION}:{TOOLS}:key/"
    deployment.allow(allow(actions, [f"{arn}another", f"{arn}and-another"]))
    assert deployment.delete() == "DELETE_FAILED"
    deployment.allow(allow(actions, f"{arn}{made}"))
    assert deployment.delete() == "DELETE_COMPLETE"


def test_a_parameter_counts_by_its_value(deployment: Deployment) -> None:
    deployment.allow(on_topics("by-parameter"))
    template = {"Parameters": {"Name": {"Type": "String"}}, "Resources": {"Topic": topic({"Ref": "Name"})}}
    create = deployment.account.client("cloudformation").create_stack
    parameters = [{"ParameterKey": "Name", "ParameterValue": "by-parameter"}]
    create(StackName=deployment.name, TemplateBody=json.dumps(template), RoleARN=deployment.role, Parameters=parameters)
    assert deployment.settled() == "CREATE_COMPLETE", deployment.reasons()


def test_a_type_of_which_nobody_says_what_it_needs_is_refused_by_name(deployment: Deployment) -> None:
    deployment.allow(allow(["*"], "*"))
    thing = {"Type": "Custom::Thing", "Properties": {"ServiceToken": f"{TOPIC}nobody"}}
    assert deployment.deploy(Thing=thing) == "ROLLBACK_COMPLETE"
    assert "Custom::Thing: no schema says" in " ".join(deployment.reasons())


def test_a_role_that_is_handed_on_must_be_passed(deployment: Deployment) -> None:
    name = f"{deployment.name}-role"
    trust = {"Version": "2012-10-17", "Statement": [{**TRUST, "Principal": {"Service": "codebuild.amazonaws.com"}}]}
    project = {
        "Name": name, "ServiceRole": {"Fn::GetAtt": ["Role", "Arn"]}, "Source": {"Type": "CODEPIPELINE"},
        "Artifacts": {"Type": "CODEPIPELINE"},
        "Environment": {"Type": "LINUX_CONTAINER", "Image": "image", "ComputeType": "BUILD_GENERAL1_SMALL"},
    }  # fmt: skip
    resources: dict[str, Any] = {
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": name, "AssumeRolePolicyDocument": trust}},
        "Project": {"Type": "AWS::CodeBuild::Project", "Properties": project},
    }
    kinds = ("AWS::IAM::Role", "AWS::CodeBuild::Project")
    actions = {each for kind in kinds for each in permissions(kind)} - {"iam:PassRole"}
    role = f"arn:aws:iam::{TOOLS}:role/{name}"
    pass_role = allow(["iam:PassRole"], role)
    elsewhere = {**pass_role, "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}
    deployment.allow(allow(sorted(actions), "*"), elsewhere)
    assert deployment.deploy(**resources) == "ROLLBACK_COMPLETE"
    assert f"iam:PassRole on resource: {role}" in " ".join(deployment.reasons())
    assert deployment.delete() == "DELETE_COMPLETE"
    deployment.allow(allow(sorted(actions), "*"), pass_role)
    assert deployment.deploy(**resources) == "CREATE_COMPLETE"


def test_a_boundary_can_be_demanded_of_every_role_that_is_made(deployment: Deployment) -> None:
    boundary = deployment.account.client("iam").create_policy(
        PolicyName=f"{deployment.name}-boundary", PolicyDocument=policy(allow(["sns:*"], "*"))
    )["Policy"]["Arn"]
    actions = permissions("AWS::IAM::Role")
    only = {"StringEquals": {"iam:PermissionsBoundary": boundary}}
    changing = [each for each in actions if each.startswith(("iam:Create", "iam:Put", "iam:Attach"))]
    deployment.allow(allow([*{*actions} - {*changing}], "*"), allow(changing, "*", Condition=only))
    role = {"RoleName": deployment.name, "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [TRUST]}}
    without = {"Type": "AWS::IAM::Role", "Properties": role}
    assert deployment.deploy(Role=without) == "ROLLBACK_COMPLETE"
    assert "iam:CreateRole" in " ".join(deployment.reasons())
    assert deployment.delete() == "DELETE_COMPLETE"
    bounded = {"Type": "AWS::IAM::Role", "Properties": {**role, "PermissionsBoundary": boundary}}
    assert deployment.deploy(Role=bounded) == "CREATE_COMPLETE"


def test_a_role_that_cloudformation_may_not_take_on_is_refused(deployment: Deployment) -> None:
    other = deployment.account.role()
    call = deployment.account.client("cloudformation").create_stack
    template = json.dumps({"Resources": {"Topic": topic("never")}})
    assert refusal(call, StackName=deployment.name, TemplateBody=template, RoleARN=other) == "ValidationError"


def test_without_a_role_the_caller_counts(deployment: Deployment) -> None:
    account, body = deployment.account, json.dumps({"Resources": {"Topic": topic("of-caller")}})
    caller = account.role(allow(["cloudformation:*"], "*"))
    account.acting(caller, "cloudformation").create_stack(StackName=deployment.name, TemplateBody=body)
    assert deployment.settled() == "ROLLBACK_COMPLETE"
    assert caller.rpartition("/")[2] in " ".join(deployment.reasons())
