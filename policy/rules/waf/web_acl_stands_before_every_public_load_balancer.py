"""Where a stack has a web ACL, it stands before each load balancer that the internet reaches."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import BALANCER
from policy.templates.assembly import Assembly
from policy.templates.references import all_referred

ACL, ASSOCIATION = "AWS::WAFv2::WebACL", "AWS::WAFv2::WebACLAssociation"


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        guarded = {
            logical_id
            for association in stack.resources(ASSOCIATION)
            for logical_id in all_referred(association.properties.get("ResourceArn"))
        }
        if guarded or any(stack.resources(ACL)):
            for balancer in stack.resources(BALANCER):
                public = balancer.properties.get("Scheme") != "internal"
                if public and balancer.logical_id not in guarded:
                    yield balancer.violation("WebACLAssociation::none")
