"""What CloudFormation needs for each resource of a stack: actions, on which ARNs, under which conditions.

needs(stack)                 everything, for all operations
needs_of(resource, "create") one resource, one operation
"""

from collections.abc import Iterator
from itertools import islice

from policy.execution.arns import TAILS
from policy.execution.authorization import resource_types
from policy.execution.handlers import OPERATIONS, Operation, permissions
from policy.execution.need import Condition, Need
from policy.execution.optional import is_used
from policy.execution.parameters import read_by, read_by_parameters
from policy.execution.roles import changing, passed, roles_of, service_linked
from policy.execution.values import arn, arns
from policy.templates.assembly import Located, Stack

# Tags are on the group itself, everything else on what is in it.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
LOG_GROUP_TAGS = ("logs:ListTagsForResource", "logs:TagResource", "logs:UntagResource")
# EC2's work on every kind of resource: the tags of a subnet are on no VPC.
TAGS = ("ec2:CreateTags", "ec2:DeleteTags")
# A rule is on one of them.
DEFAULT_BUS, CUSTOM_BUS = "events:rule-on-default-event-bus", "events:rule-on-custom-event-bus"
Target = tuple[tuple[str, ...], tuple[Condition, ...]]


def needs(stack: Stack) -> Iterator[Need]:
    """In the order of logical ids. Raises UnknownHandlersError."""
    for parameter, operation, action, read in read_by_parameters(stack):
        yield Need(stack.id, parameter, operation, action, (read,))
    for resource in stack.resources():
        for operation in OPERATIONS:
            yield from needs_of(resource, operation)


def needs_of(resource: Located, operation: Operation) -> Iterator[Need]:
    """Sorted by action. Raises UnknownHandlersError."""
    where = (resource.stack.id, resource.logical_id, operation)
    for action in permissions(resource.type, operation):
        if is_used(resource, action):
            for resources, conditions in _targets(resource, action):
                yield Need(*where, action, resources, conditions)
    for action, parameter in read_by(resource) if operation in ("create", "update") else ():
        yield Need(*where, action, (parameter,))


def _targets(resource: Located, action: str) -> Iterator[Target]:
    """Each with the conditions of its own."""
    if action == "iam:PassRole":
        for role, service in passed(resource):
            yield (arn(role),), (("StringEquals", "iam:PassedToService", (service,)),)
    elif action == "iam:CreateServiceLinkedRole":
        role_arn, conditions = service_linked(resource)
        yield (role_arn,), conditions
    elif resource_types(action) == ("iam:role",):
        for role in roles_of(resource):
            yield (arn(role),), changing(role, action, by=resource)
    elif action == "ec2:CreateTags" and resource.type == "AWS::AutoScaling::AutoScalingGroup":
        launched = (*arns(resource, "ec2:instance"), *arns(resource, "ec2:volume"))
        yield launched, (("StringEquals", "ec2:CreateAction", ("RunInstances",)),)
    else:
        yield _resources(resource, action), ()


def _resources(resource: Located, action: str) -> tuple[str, ...]:
    """Of the types on which the action works those that the resource touches; all where it is known of none."""
    types = resource_types(action)
    tails = TAILS.get(resource.type, {})
    if action in TAGS:
        tails = dict(islice(tails.items(), 1))
    if resource.type == "AWS::Events::Rule":
        elsewhere = DEFAULT_BUS if "EventBusName" in resource.properties else CUSTOM_BUS
        tails = {kind: tail for kind, tail in tails.items() if kind != elsewhere}
    touched = [kind for kind in types if kind in tails] or types
    found = {one for kind in touched for one in arns(resource, kind, tails.get(kind, "*"))}
    if resource.type == "AWS::Logs::LogGroup" and action not in LOG_GROUP_TAGS:
        found = {f"{one}:*" for one in found}
    return tuple(sorted(found)) or ("*",)
