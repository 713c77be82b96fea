"""What IAM asks of whoever makes roles and hands them to services."""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.execution.need import Condition
from policy.execution.values import arn, name, pattern
from policy.templates.assembly import Located
from policy.templates.references import resource_referred
from policy.templates.statements import statements

# Roles reach an instance by way of these.
CARRIERS = ("AWS::EC2::LaunchTemplate", "AWS::IAM::InstanceProfile")
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
HELD_BY_BOUNDARY = (
    "iam:AttachRolePolicy",
    "iam:CreateRole",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
)
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
SERVICE_LINKED = {
    "AWS::ApplicationAutoScaling::ScalableTarget": (
        "ecs.application-autoscaling.amazonaws.com",
        "AWSServiceRoleForApplicationAutoScaling_ECSService",
    ),
    "AWS::AutoScaling::AutoScalingGroup": ("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling"),
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": (
        "management.chatbot.amazonaws.com",
        "AWSServiceRoleForAWSChatbot",
    ),
    "AWS::Chatbot::SlackChannelConfiguration": ("management.chatbot.amazonaws.com", "AWSServiceRoleForAWSChatbot"),
    "AWS::EC2::FlowLog": ("delivery.logs.amazonaws.com", "AWSServiceRoleForLogDelivery"),
    "AWS::ECS::Cluster": ("ecs.amazonaws.com", "AWSServiceRoleForECS"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": (
        "elasticloadbalancing.amazonaws.com",
        "AWSServiceRoleForElasticLoadBalancing",
    ),
    "AWS::WAFv2::LoggingConfiguration": ("wafv2.amazonaws.com", "AWSServiceRoleForWAFV2Logging"),
}


def roles_of(resource: Located) -> list[Located]:
    """Roles of the template that the resource names, itself or through what it starts instances from."""
    if resource.type == "AWS::IAM::Role":
        return [resource]
    return list({role.logical_id: role for role in _reached(resource, resource.properties)}.values())


def services_of(role: Located) -> tuple[str, ...]:
    """The services that its trust policy lets take it on: those to which it can be passed."""
    found = {
        value
        for statement in statements(role)
        if statement.kind == "trust" and statement.allows
        for kind, value in statement.principals
        if kind == "Service"
    }
    return tuple(sorted(found))


def boundary(role: Located) -> str:
    """Its ARN; empty without one."""
    value = role.properties.get("PermissionsBoundary")
    return pattern(role.stack, value) if value is not None else ""


def service_linked(resource: Located) -> tuple[str, tuple[Condition, ...]]:
    """(ARN of the service-linked role that the resource makes AWS create, conditions)."""
    service, role = SERVICE_LINKED[resource.type]
    where = f"arn:aws:iam::{resource.stack.account}:role/aws-service-role/{service}/{role}"
    return where, (("StringEquals", "iam:AWSServiceName", (service,)),)


def changing(role: Located, action: str, by: Located) -> tuple[Condition, ...]:
    """How a call of `action` on the role is narrowed: by its boundary, and by the policies that it gets."""
    conditions: list[Condition] = []
    if action == "iam:AttachRolePolicy":
        conditions.append(("ArnEquals", "iam:PolicyARN", tuple(sorted(_attached(role, by)))))
    if action in HELD_BY_BOUNDARY and boundary(role):
        conditions.append(("StringEquals", "iam:PermissionsBoundary", (boundary(role),)))
    return tuple(conditions)


def _attached(role: Located, by: Located) -> Iterator[str]:
    if by.type == "AWS::IAM::ManagedPolicy":
        yield arn(by)
    for value in role.properties.get("ManagedPolicyArns", []):
        yield pattern(role.stack, value)


def _reached(resource: Located, value: Any) -> Iterator[Located]:
    target = resource_referred(resource.stack, value)
    if target is not None and target.type == "AWS::IAM::Role":
        yield target
    elif target is not None and target.type in CARRIERS and target.logical_id != resource.logical_id:
        yield from _reached(target, target.properties)
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from _reached(resource, child)
    elif isinstance(value, list):
        for child in value:
            yield from _reached(resource, child)
    elif isinstance(value, str):
        yield from (role for role in resource.stack.resources("AWS::IAM::Role") if value in (name(role), arn(role)))


def passed(resource: Located) -> Iterator[tuple[Located, str]]:
    """(role, service) for each service to which the resource hands a role."""
    for role in roles_of(resource):
        for service in services_of(role):
            yield role, service
