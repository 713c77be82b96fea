"""A role that a build, an instance, a function, a task or a state machine has passes no role and changes no stack.

What runs there is code that others wrote, with every package it installs. Who may hand a role to CloudFormation, or
change a stack that already has one, has that role's rights; CodePipeline's own actions do so from reviewed templates.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._principals import services
from policy.rules._role_policies import ROLE, permissions
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import statements

RUN_CODE = {f"{name}.amazonaws.com" for name in ("codebuild", "ec2", "ecs-tasks", "lambda", "states")}
CHANGES = re.compile(
    r"iam:passrole"
    r"|cloudformation:(?!describe|detect|estimate|get|list|signalresource$|validatetemplate$).*",
    re.IGNORECASE,
)


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources(ROLE):
        if _runs_code(role):
            actions = {action for statement in permissions(role) for action in statement.actions}
            yield from (role.violation(f"Action::{action}") for action in sorted(actions) if CHANGES.fullmatch(action))


def _runs_code(role: Located) -> bool:
    trust = (one for one in statements(role) if one.kind == "trust" and one.allows)
    return any(service in RUN_CODE for statement in trust for service in services(statement))
