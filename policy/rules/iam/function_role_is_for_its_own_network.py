"""What a function's role allows on subnets, security groups and interfaces, it allows in the one VPC of its stack.

An interface that is asked about before there is any is in no VPC: the condition may pass where there is no key.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete, has_wildcard
from policy.rules._conditions import values
from policy.rules._endpoints import VPC
from policy.rules._role_policies import ROLE, permissions
from policy.rules.iam.function_code_leaves_networks_alone import NETWORKS, is_of_a_function
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement

KEY = "ec2:Vpc"
EVERYTHING = ("*",)  # wildcard_resource_has_no_alternative


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources(ROLE):
        if is_of_a_function(role):
            for statement in permissions(role):
                on_networks = any(action.lower().startswith(NETWORKS) for action in statement.actions)
                if on_networks and statement.resources != EVERYTHING and not _is_in_one_network(statement):
                    yield role.violation(statement.name)


def _is_in_one_network(statement: Statement) -> bool:
    """In the one that the template makes, or in one that it names where it makes none."""
    stack = statement.holder.stack
    made = [f"${{{vpc.logical_id}}}" for vpc in stack.resources(VPC)]
    named = values(statement, KEY, if_exists=True) or values(statement, KEY)
    ids = [concrete(one, stack).rpartition("/")[2] for one in named]
    return len(ids) == 1 and (ids[0] in made if made else not has_wildcard(ids[0]))
