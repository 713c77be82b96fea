"""What whom CloudFormation acts as needs for a resource, and may not: the first permission that is missing.

What a type needs is what the provider's schema lists for its handlers (policy/execution). AWS's handlers make
the calls that they need of these; here all must be allowed.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id, get_region

from policy.execution.handlers import Operation
from policy.execution.need import Need
from policy.execution.parameters import read_by_parameters
from policy.execution.resources import needs_of
from policy.execution.values import arn
from policy.templates.assembly import Located
from rehearsal.cloudformation.deployed import Definition, located
from rehearsal.server.authorization import denied_to

# Types whose ARN ends with the id that is their Ref ("Return values" of their pages in the template reference).
REF_IS_ID = (
    "AWS::EC2::FlowLog", "AWS::EC2::InternetGateway", "AWS::EC2::LaunchTemplate", "AWS::EC2::NatGateway",
    "AWS::EC2::RouteTable", "AWS::EC2::SecurityGroup", "AWS::EC2::Subnet", "AWS::EC2::VPC", "AWS::EC2::VPCEndpoint",
    "AWS::KMS::Key",
)  # fmt: skip


def missing(
    access_key: str, stack: str, logical_id: str, given: Definition, operation: Operation, physical_id: str
) -> tuple[str, str] | None:
    """(permission, AWS's sentence of denial), or None. `physical_id` is empty before there is one."""
    principal = iam_evaluator.resolve_principal(access_key, get_account_id())
    if getattr(principal, "policies", ()) is None:
        return None  # the root of an account
    resource = located(stack, logical_id, given)
    for need in [*_of_parameters(resource, operation), *needs_of(resource, operation)]:
        for target, context in product(_real(need, resource, physical_id), _contexts(need)):
            denial = denied_to(principal, need.action, target, get_region(), context)
            if denial:
                return need.action, denial
    return None


def _of_parameters(resource: Located, operation: str) -> Iterator[Need]:
    """The stack's parameters from SSM: here they are asked for with each resource."""
    for parameter, when, action, read in read_by_parameters(resource.stack):
        if when == operation:
            yield Need(resource.stack.id, parameter, when, action, (read,))


def _real(need: Need, resource: Located, physical_id: str) -> Iterator[str]:
    """ARNs, that of the resource itself with the id which AWS chose, once it is known. Others keep their `*`."""
    own = arn(resource) if physical_id and resource.type in REF_IS_ID else ""
    for each in need.resources:
        yield each.removesuffix("*") + physical_id if each == own else each


def _contexts(need: Need) -> Iterator[Mapping[str, str]]:
    """The condition keys of each call: one policy is attached at a time, one service gets the role."""
    keys = [key for _, key, _ in need.conditions]
    for values in product(*(values for _, _, values in need.conditions)):
        yield dict(zip(keys, values, strict=True))
