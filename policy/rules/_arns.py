"""Wildcards within ARNs: the forms in which one is needed, since AWS chooses what stands there."""

import re

from policy.templates.assembly import Stack

_NAME = r"[^*?:/]+"
_PATH = r"[^*?]+"
_HERE = r"[^*?:]+:[^*?:]+"  # region and account

# https://docs.aws.amazon.com/service-authorization/latest/reference/ has the format of each.
EXPLAINED = {
    "objects below a prefix of one bucket": rf"arn:[^*?:]+:s3:::{_NAME}/{_PATH}\*",
    "objects below a prefix of a bucket of the template": rf"\$\{{\w+\.Arn\}}/{_PATH}\*",
    "streams of one log group": rf"arn:[^*?:]+:logs:{_HERE}:log-group:{_PATH}:(log-stream:{_PATH})?\*",
    "ids of EC2": rf"arn:[^*?:]+:ec2:{_HERE}:[a-z-]+/\*",
    "the id of one Auto Scaling group": (
        rf"arn:[^*?:]+:autoscaling:{_HERE}:autoScalingGroup:\*:autoScalingGroupName/{_PATH}"
    ),
    "the id of one load balancer or target group": (
        rf"arn:[^*?:]+:elasticloadbalancing:{_HERE}:(targetgroup/{_NAME}|(loadbalancer|listener)/(app|net)/{_NAME})/\*"
    ),
    "the id of one stack": rf"arn:[^*?:]+:cloudformation:{_HERE}:stack/{_NAME}/\*",
    "builds of one project": rf"arn:[^*?:]+:codebuild:{_HERE}:build/{_NAME}:\*",
    "revisions of one task definition": rf"arn:[^*?:]+:ecs:{_HERE}:task-definition/{_NAME}:\*",
    "task sets of one service": rf"arn:[^*?:]+:ecs:{_HERE}:task-set/{_NAME}/{_NAME}/\*",
    "executions of one state machine": rf"arn:[^*?:]+:states:{_HERE}:execution:{_NAME}:\*",
    "anything of ECS in one account, as what a task's role is asked for": rf"arn:[^*?:]+:ecs:{_HERE}:\*",
    "versions of one function": rf"arn:[^*?:]+:lambda:{_HERE}:function:{_NAME}:\*",
}
_EXPLAINED = re.compile("|".join(EXPLAINED.values()))


def has_wildcard(value: str) -> bool:
    return "*" in value or "?" in value


def has_unexplained_wildcard(value: str) -> bool:
    return has_wildcard(value) and _EXPLAINED.fullmatch(value) is None


def concrete(text: str, stack: Stack) -> str:
    """CloudFormation's own parameters filled in."""
    known = {"Partition": "aws", "AccountId": stack.account, "Region": stack.region}
    for name, value in known.items():
        text = text.replace(f"${{AWS::{name}}}", value)
    return text
