"""Small stacks for the tests of what CloudFormation needs."""

from typing import Any

from policy.templates.assembly import Assembly, Stack

ACCOUNT, REGION = "111111111111", "eu-central-1"
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/shop-boundary"
PIPELINE = {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"Name": "shop"}}


def stack(resources: dict[str, Any], parameters: dict[str, Any] | None = None, account: str = ACCOUNT) -> Stack:
    template = {"Resources": resources, "Parameters": parameters or {}}
    return Stack("Stack", "shop-dev", account, REGION, termination_protection=True, template=template)


def assembly(resources: dict[str, Any]) -> Assembly:
    return Assembly((stack({"Delivery": PIPELINE, **resources}),))


def role(service: str = "codebuild.amazonaws.com", **properties: Any) -> dict[str, Any]:
    trust = {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}}
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {"RoleName": "shop-build", "AssumeRolePolicyDocument": trust, **properties},
    }
