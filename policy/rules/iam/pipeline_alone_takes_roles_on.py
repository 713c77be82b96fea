"""Only a role that CodePipeline has takes on others, and only such as these templates or CDK's bootstrap make.

A state machine's may take on what these templates make: it calls APIs of a fixed list (machine_calls_known_apis.py).

A role made elsewhere, say OrganizationAccountAccessRole in every account of an organization, is an administrator's:
https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html
Names of the bootstrap's roles: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._principals import services
from policy.rules._role_arns import arn_of, role_arn
from policy.rules._role_policies import ROLE, permissions
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import statements
from policy.templates.template import listed

PIPELINE, MACHINE = "codepipeline.amazonaws.com", "states.amazonaws.com"
ASSUME = re.compile(r"sts:assumerole.*", re.IGNORECASE)
BOOTSTRAP = re.compile(
    r"arn:aws[a-z-]*:iam::(\d{12}):role/cdk-[a-z0-9]+-(deploy|lookup|(file|image)-publishing)-role-\1-[a-z0-9-]+"
)


def check(assembly: Assembly) -> Iterator[Violation]:
    accounts = {stack.account for stack in assembly.stacks}
    made = {arn_of(role) for role in assembly.resources(ROLE)}
    for role in assembly.resources(ROLE):
        taken = sorted(set(_taken_on(role)))
        if taken and not _is_of(role, PIPELINE) and not _is_of(role, MACHINE):
            yield role.violation("sts:AssumeRole")
        for arn in taken:
            bootstrap = BOOTSTRAP.fullmatch(arn)
            known = bootstrap is not None and bootstrap[1] in accounts and _is_of(role, PIPELINE)
            if arn not in made and not known:
                yield role.violation(f"Resource::{arn}")


def _taken_on(role: Located) -> Iterator[str]:
    for statement in permissions(role):
        if any(ASSUME.fullmatch(action) for action in statement.actions):
            yield from (role_arn(role.stack, value) for value in listed(statement.document.get("Resource", "*")))


def _is_of(role: Located, service: str) -> bool:
    trust = (one for one in statements(role) if one.kind == "trust" and one.allows)
    return any(service in services(statement) for statement in trust)
