"""What an identity's policy allows on every resource, it allows in the stack's region alone; what logs in to a
registry, in that of the images.

Every request says its region: the one condition that narrows even what takes no resource.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules._conditions import values
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

KEY = "aws:RequestedRegion"
LOG_IN = ("ecr:GetAuthorizationToken",)


def check(assembly: Assembly) -> Iterator[Violation]:
    of_images = {repository.stack.region for repository in assembly.resources("AWS::ECR::Repository")}
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows and "*" in statement.resources:
                regions = {concrete(value, resource.stack) for value in values(statement, KEY)}
                needed = of_images if statement.actions == LOG_IN else {resource.stack.region}
                if regions != needed:
                    yield resource.violation(f"{statement.name}::{' '.join(sorted(regions)) or 'anywhere'}")
