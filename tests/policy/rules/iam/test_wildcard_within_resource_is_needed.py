from typing import Any

import pytest

from policy.rules.iam.wildcard_within_resource_is_needed import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy, document, identity

NEEDED: list[Any] = [
    "*",  # another rule's
    "arn:aws:s3:::bucket",
    "arn:aws:s3:::bucket/prefix*",
    "arn:aws:s3:::bucket/prefix/*",
    {"Fn::Join": ["", [{"Fn::GetAtt": ["Bucket", "Arn"]}, "/prefix/*"]]},
    "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/codebuild/build:*",
    {"Fn::GetAtt": ["LogGroup", "Arn"]},
    {"Fn::Sub": "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:instance/*"},
    "arn:aws:autoscaling:eu-central-1:111111111111:autoScalingGroup:*:autoScalingGroupName/webapp",
    "arn:aws:elasticloadbalancing:eu-central-1:111111111111:targetgroup/webapp/*",
    "arn:aws:cloudformation:eu-central-1:111111111111:stack/webapp/*",
    "arn:aws:lambda:eu-central-1:111111111111:function:webapp:*",
    "arn:aws:states:eu-central-1:111111111111:execution:webapp-release:*",
]

NOT_NEEDED = [
    "arn:aws:s3:::*",
    "arn:aws:s3:::bucket*",
    "arn:aws:s3:::bucket/*",
    "arn:aws:s3:::bucket/*/secret",
    "arn:aws:s3:::bucke?/prefix*",
    "arn:aws:*:eu-central-1:111111111111:project/webapp",
    "arn:aws:codebuild:*:111111111111:project/webapp",
    "arn:aws:codebuild:eu-central-1:*:project/webapp",
    "arn:aws:codebuild:eu-central-1:111111111111:*/webapp",
    "arn:aws:codebuild:eu-central-1:111111111111:project/*",
    "arn:aws:ec2:*:111111111111:instance/*",
    "arn:aws:ec2:eu-central-1:111111111111:*",
    "arn:aws:logs:eu-central-1:111111111111:log-group:*",
    "arn:aws:logs:eu-central-1:111111111111:log-group:/aws/*:*",
    "arn:aws:autoscaling:eu-central-1:111111111111:autoScalingGroup:*:autoScalingGroupName/*",
    "arn:aws:kms:eu-central-1:111111111111:key/*",
    "arn:aws:states:eu-central-1:111111111111:execution:*",
    "arn:aws:iam::111111111111:role/*",
]


@pytest.mark.parametrize("resource", NEEDED, ids=str)
def test_what_aws_chooses_and_prefixes_pass(resource: Any) -> None:
    assert details(check, assembly_of(identity({"Action": "a:B", "Resource": resource}))) == []


@pytest.mark.parametrize("resource", NOT_NEEDED)
def test_other_wildcards_are_found(resource: str) -> None:
    assert details(check, assembly_of(identity({"Action": "a:B", "Resource": [resource]}))) == [f"Resource::{resource}"]


def test_the_policy_of_a_bucket_counts_and_that_of_an_endpoint_does_not() -> None:
    statement = {"Action": "s3:GetObject", "Principal": "*", "Resource": "arn:aws:s3:::bucket/*"}
    endpoint = {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"PolicyDocument": document(statement)}}
    assert details(check, assembly_of(endpoint, bucket_policy(statement))) == ["Resource::arn:aws:s3:::bucket/*"]
