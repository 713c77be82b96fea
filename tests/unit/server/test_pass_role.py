"""Who hands a role to a service needs iam:PassRole on that role, for that service."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import DEV, TOOLS, Account, Statement, allow, refusal

REFUSALS = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation")
TEMPLATE = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
STACK = {"StackName": "never", "TemplateBody": TEMPLATE}
STAGE = {"name": "S", "actions": []}
GROUP = {"AutoScalingGroupName": "group", "MinSize": 0, "MaxSize": 0, "AvailabilityZones": ["eu-central-1a"]}


def pipeline(role: str) -> dict[str, Any]:
    return {"pipeline": {"name": "never", "roleArn": role, "version": 1, "stages": [STAGE, STAGE]}}


def project(role: str) -> dict[str, Any]:
    environment = {"type": "LINUX_CONTAINER", "image": "image", "computeType": "BUILD_GENERAL1_SMALL"}
    artifacts = {"type": "NO_ARTIFACTS"}
    return {"name": "never", "source": {"type": "S3"}, "artifacts": artifacts, "environment": environment,
            "serviceRole": role}  # fmt: skip


def flow_log(role: str) -> dict[str, Any]:
    return {"ResourceIds": ["vpc-1"], "ResourceType": "VPC", "TrafficType": "ALL", "LogGroupName": "g",
            "DeliverLogsPermissionArn": role}  # fmt: skip


def function(role: str) -> dict[str, Any]:
    return {"FunctionName": "never", "Code": {"ZipFile": b""}, "Runtime": "python3.12", "Handler": "h.h", "Role": role}


CALLS: list[tuple[str, str, str, Callable[[str], dict[str, Any]]]] = [
    ("codepipeline", "create_pipeline", "codepipeline", pipeline),
    ("codepipeline", "update_pipeline", "codepipeline", pipeline),
    ("codebuild", "create_project", "codebuild", project),
    ("codebuild", "update_project", "codebuild", project),
    ("codedeploy", "create_deployment_group", "codedeploy",
     lambda role: {"applicationName": "a", "deploymentGroupName": "g", "serviceRoleArn": role}),
    ("codedeploy", "update_deployment_group", "codedeploy",
     lambda role: {"applicationName": "a", "currentDeploymentGroupName": "g", "serviceRoleArn": role}),
    ("events", "put_targets", "events",
     lambda role: {"Rule": "r", "Targets": [{"Id": "1", "Arn": "arn:aws:sns:::t"},
                                            {"Id": "2", "Arn": "arn:aws:sns:::t", "RoleArn": role}]}),
    ("cloudformation", "create_stack", "cloudformation", lambda role: {**STACK, "RoleARN": role}),
    ("cloudformation", "update_stack", "cloudformation", lambda role: {**STACK, "RoleARN": role}),
    ("cloudformation", "delete_stack", "cloudformation", lambda role: {"StackName": "never", "RoleARN": role}),
    ("cloudformation", "create_change_set", "cloudformation",
     lambda role: {**STACK, "ChangeSetName": "c", "RoleARN": role}),
    ("ec2", "create_flow_logs", "vpc-flow-logs", flow_log),
    ("lambda", "create_function", "lambda", function),
    ("ecs", "register_task_definition", "ecs-tasks",
     lambda role: {"family": "f", "containerDefinitions": [], "executionRoleArn": role}),
]  # fmt: skip


@pytest.fixture
def tools(local_aws: LocalAws) -> Account:
    return Account(local_aws, TOOLS)


def denial(account: Account, service: str, operation: str, arguments: dict[str, Any], *may: Statement) -> str | None:
    """What it says, or None: nothing else that may be wrong with the call counts here."""
    own = ["iam:AddRoleToInstanceProfile"] if service == "iam" else [f"{service}:*"]
    client = account.acting(account.role(allow(own, "*"), *may), service)
    try:
        getattr(client, operation)(**arguments)
    except ClientError as error:
        denied = error.response["Error"]["Code"] in REFUSALS
        return str(error.response["Error"]["Message"]) if denied else None
    return None


def passing(role: str, service: str) -> Statement:
    only = {"StringEquals": {"iam:PassedToService": f"{service}.amazonaws.com"}}
    return allow(["iam:PassRole"], role, Condition=only)


@pytest.mark.parametrize(("service", "operation", "receiver", "arguments"), CALLS)
def test_a_call_with_a_role_asks_for_pass_role(
    tools: Account, service: str, operation: str, receiver: str, arguments: Callable[[str], dict[str, Any]]
) -> None:
    role = tools.role()
    call = (tools, service, operation, arguments(role))
    wanted = f"iam:PassRole on resource: {role} because no identity-based policy allows the iam:PassRole action"
    assert wanted in str(denial(*call))
    assert wanted in str(denial(*call, passing(role, "another")))
    assert wanted in str(denial(*call, passing(f"{role}-2", receiver)))
    assert denial(*call, passing(role, receiver)) is None


def test_a_call_without_a_role_asks_for_nothing(tools: Account) -> None:
    assert denial(tools, "cloudformation", "create_change_set", {**STACK, "ChangeSetName": "none"}) is None


def test_the_root_of_an_account_may_pass_every_role(tools: Account) -> None:
    project_of_root = project(tools.role())
    assert refusal(tools.client("codebuild").create_project, **project_of_root) not in REFUSALS


def test_a_role_stays_in_its_account(tools: Account, local_aws: LocalAws) -> None:
    foreign = Account(local_aws, DEV).role()
    said = denial(tools, "codepipeline", "create_pipeline", pipeline(foreign), allow(["iam:PassRole"], "*"))
    assert said == "Cross-account pass role is not allowed."


def profile(account: Account, role: str) -> str:
    """An instance profile with the role; its name is the role's."""
    name = role.rpartition("/")[2]
    account.client("iam").create_instance_profile(InstanceProfileName=name)
    account.client("iam").add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
    return name


def launch_template(account: Account, profile_name: str) -> dict[str, str]:
    data = {"ImageId": "ami-1", "InstanceType": "t3.micro", "IamInstanceProfile": {"Name": profile_name}}
    made = account.client("ec2").create_launch_template(LaunchTemplateName=profile_name, LaunchTemplateData=data)
    return {"LaunchTemplateId": made["LaunchTemplate"]["LaunchTemplateId"], "Version": "1"}


@pytest.mark.parametrize("operation", ["add", "run", "run-template", "group"])
def test_the_role_of_an_instance_is_passed_to_ec2(tools: Account, operation: str) -> None:
    role = tools.role()
    name = profile(tools, role)
    image = {"ImageId": "ami-1", "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1}
    template = launch_template(tools, name)
    calls: dict[str, tuple[str, str, dict[str, Any]]] = {
        "add": ("iam", "add_role_to_instance_profile", {"InstanceProfileName": "other", "RoleName": name}),
        "run": ("ec2", "run_instances", {**image, "IamInstanceProfile": {"Name": name}}),
        "run-template": ("ec2", "run_instances", {**image, "LaunchTemplate": template}),
        "group": ("autoscaling", "create_auto_scaling_group", {**GROUP, "LaunchTemplate": template}),
    }
    service, call, arguments = calls[operation]
    assert "iam:PassRole" in str(denial(tools, service, call, arguments))
    assert denial(tools, service, call, arguments, passing(role, "ec2")) is None
