"""A wildcard within a resource's ARN stands only where AWS chooses the name, or for objects below a prefix.

Never in the place of a service, region, account or type, and never for all objects of a bucket.
policy/rules/_arns.py has the forms. The policy of a VPC's endpoint gives nobody a permission, and may name a
whole bucket, such as the one of Amazon Linux.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete, has_unexplained_wildcard
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

NO_GRANT = "AWS::EC2::VPCEndpoint"
ALL = "*"  # wildcard_resource_has_no_alternative; in a key's policy: this key


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.allows and resource.type != NO_GRANT:
                for named in statement.resources:
                    if named != ALL and has_unexplained_wildcard(concrete(named, resource.stack)):
                        yield resource.violation(f"Resource::{named}")
