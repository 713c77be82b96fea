"""Actions, ARNs and conditions that CloudFormation needs for the resources of a stack."""

from typing import Any

import pytest

from policy.execution.handlers import OPERATIONS
from policy.execution.need import Need
from policy.execution.resources import needs, needs_of
from policy.templates.assembly import Located
from tests.policy.execution.stacks import ACCOUNT, BOUNDARY, REGION, role, stack

HERE = f"{REGION}:{ACCOUNT}"


def found(resources: dict[str, Any], action: str, logical_id: str = "R") -> list[Need]:
    """Of all operations, each once."""
    whole = stack(resources)
    resource = Located(whole, logical_id, resources[logical_id])
    given = [need for operation in OPERATIONS for need in needs_of(resource, operation) if need.action == action]
    return list({(need.resources, need.conditions): need for need in given}.values())


def resources(kind: str, action: str, **properties: Any) -> list[tuple[str, ...]]:
    return [need.resources for need in found({"R": {"Type": kind, "Properties": properties}}, action)]


@pytest.mark.parametrize(
    ("kind", "properties", "action", "arns"),
    [
        ("AWS::S3::Bucket", {"BucketName": "b"}, "s3:CreateBucket", ["arn:aws:s3:::b"]),
        ("AWS::S3::Bucket", {}, "s3:CreateBucket", ["arn:aws:s3:::shop-dev-*"]),
        ("AWS::SNS::Topic", {"TopicName": "t"}, "sns:DeleteTopic", [f"arn:aws:sns:{HERE}:t"]),
        ("AWS::EC2::VPC", {}, "ec2:DeleteVpc", [f"arn:aws:ec2:{HERE}:vpc/*"]),
        ("AWS::EC2::VPC", {}, "ec2:DescribeVpcs", ["*"]),
        ("AWS::EC2::Subnet", {}, "ec2:CreateTags", [f"arn:aws:ec2:{HERE}:subnet/*"]),
        ("AWS::KMS::Key", {}, "kms:CreateKey", ["*"]),
        ("AWS::KMS::Key", {}, "kms:PutKeyPolicy", [f"arn:aws:kms:{HERE}:key/*"]),
        (
            "AWS::CodeDeploy::DeploymentGroup",
            {"ApplicationName": "a", "DeploymentGroupName": "g"},
            "codedeploy:UpdateDeploymentGroup",
            [f"arn:aws:codedeploy:{HERE}:deploymentgroup:a/g"],
        ),
        (
            "AWS::Logs::LogGroup",
            {"LogGroupName": "/l"},
            "logs:PutRetentionPolicy",
            [f"arn:aws:logs:{HERE}:log-group:/l:*"],
        ),
        ("AWS::Logs::LogGroup", {"LogGroupName": "/l"}, "logs:TagResource", [f"arn:aws:logs:{HERE}:log-group:/l"]),
        ("AWS::Events::Rule", {"Name": "r"}, "events:PutRule", [f"arn:aws:events:{HERE}:rule/r"]),
        (
            "AWS::Events::Rule",
            {"Name": "r", "EventBusName": "b"},
            "events:PutTargets",
            [f"arn:aws:events:{HERE}:rule/b/r"],
        ),
        (
            "AWS::IAM::ManagedPolicy",
            {"Path": "/x/", "ManagedPolicyName": "p"},
            "iam:CreatePolicy",
            [f"arn:aws:iam::{ACCOUNT}:policy/x/p"],
        ),
        # of a type that arns.py does not know: every kind of resource that the action works on
        ("AWS::Kinesis::Stream", {"Name": "s"}, "kinesis:CreateStream", [f"arn:aws:kinesis:{HERE}:stream/*"]),
    ],
)
def test_arns(kind: str, properties: dict[str, Any], action: str, arns: list[str]) -> None:
    assert resources(kind, action, **properties) == [tuple(arns)]


def test_names_come_by_reference() -> None:
    template = {
        "Balancer": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Name": "lb"}},
        "R": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {"LoadBalancerArn": {"Ref": "Balancer"}}},
    }
    [need] = found(template, "elasticloadbalancing:CreateListener")
    assert need.resources == (f"arn:aws:elasticloadbalancing:{HERE}:loadbalancer/app/lb/*",)


@pytest.mark.parametrize(
    ("kind", "prop", "action"),
    [
        ("AWS::IAM::Role", "Policies", "iam:PutRolePolicy"),
        ("AWS::S3::Bucket", "MetadataTableConfiguration", "s3tables:CreateTable"),
        ("AWS::EC2::FlowLog", "LogDestination", "iam:CreateServiceLinkedRole"),
    ],
)
def test_an_action_that_a_property_asks_for(kind: str, prop: str, action: str) -> None:
    assert resources(kind, action) == []
    assert resources(kind, action, **{prop: []})


def test_what_no_property_asks_for() -> None:
    assert resources("AWS::S3::Bucket", "s3:DeleteObject") == []
    assert resources("AWS::IAM::Role", "iam:DeleteRolePermissionsBoundary", PermissionsBoundary=BOUNDARY) == []


def test_a_role_is_passed_to_the_services_that_it_trusts() -> None:
    project = {"Type": "AWS::CodeBuild::Project", "Properties": {"ServiceRole": {"Fn::GetAtt": ["Role", "Arn"]}}}
    [need] = found({"Role": role(), "R": project}, "iam:PassRole")
    assert need.resources == (f"arn:aws:iam::{ACCOUNT}:role/shop-build",)
    assert need.conditions == (("StringEquals", "iam:PassedToService", ("codebuild.amazonaws.com",)),)


def test_a_role_that_only_a_role_takes_on_is_not_passed() -> None:
    action = role()
    action["Properties"]["AssumeRolePolicyDocument"]["Statement"]["Principal"] = {"AWS": "arn:aws:iam::1:role/x"}
    pipeline = {
        "Type": "AWS::CodePipeline::Pipeline",
        "Properties": {"Stages": [{"RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}}]},
    }
    assert found({"Role": action, "R": pipeline}, "iam:PassRole") == []


def test_a_group_passes_the_role_of_its_instances() -> None:
    template = {
        "Role": role("ec2.amazonaws.com"),
        "Profile": {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": [{"Ref": "Role"}]}},
        "Template": {
            "Type": "AWS::EC2::LaunchTemplate",
            "Properties": {"LaunchTemplateData": {"IamInstanceProfile": {"Arn": {"Fn::GetAtt": ["Profile", "Arn"]}}}},
        },
        "R": {
            "Type": "AWS::AutoScaling::AutoScalingGroup",
            "Properties": {"LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"}}},
        },
    }
    [need] = found(template, "iam:PassRole")
    assert need.conditions == (("StringEquals", "iam:PassedToService", ("ec2.amazonaws.com",)),)


@pytest.mark.parametrize("action", ["iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"])
def test_a_role_is_made_with_its_boundary_only(action: str) -> None:
    with_one = role(PermissionsBoundary=BOUNDARY, ManagedPolicyArns=[])
    [need] = found({"R": with_one}, action)
    assert ("StringEquals", "iam:PermissionsBoundary", (BOUNDARY,)) in need.conditions


def test_a_role_gets_its_own_policies_only() -> None:
    template = {
        "Policy": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"ManagedPolicyName": "own"}},
        "R": role(ManagedPolicyArns=[{"Ref": "Policy"}]),
    }
    [need] = found(template, "iam:AttachRolePolicy")
    assert need.conditions == (("ArnEquals", "iam:PolicyARN", (f"arn:aws:iam::{ACCOUNT}:policy/own",)),)


def test_a_service_linked_role_names_its_service() -> None:
    balancer = {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {}}
    [need] = found({"R": balancer}, "iam:CreateServiceLinkedRole")
    assert need.conditions == (("StringEquals", "iam:AWSServiceName", ("elasticloadbalancing.amazonaws.com",)),)


def test_values_that_cloudformation_fetches() -> None:
    template = {
        "R": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"ImageId": "{{resolve:ssm:/aws/service/ami}}"}}
    }
    [need] = found(template, "ssm:GetParameters")
    assert need.resources == (f"arn:aws:ssm:{REGION}::parameter/aws/service/ami",)
    fetched = stack({}, {"Image": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/own/image"}})
    assert {need.resources for need in needs(fetched)} == {(f"arn:aws:ssm:{HERE}:parameter/own/image",)}


def test_logs_of_a_firewall_go_to_its_own_destination() -> None:
    properties = {"LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-shop"]}
    assert resources("AWS::WAFv2::LoggingConfiguration", "s3:PutBucketPolicy", **properties) == [
        ("arn:aws:s3:::aws-waf-logs-shop",)
    ]
