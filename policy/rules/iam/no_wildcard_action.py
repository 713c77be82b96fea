"""No statement allows an action by wildcard, by exclusion, or by a name that the template does not say.

`*`, `?` and NotAction allow what AWS will invent next year; a parameter or Fn::If, what somebody will fill in.
cdk-nag's IAM5 sees the wildcard of a ManagedPolicy's or a Policy's statement, and is blind to RolePolicy,
generic resources, overrides, trust and resource policies.
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

ONE_ACTION = re.compile(r"[A-Za-z0-9-]+:[A-Za-z0-9]+")


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if not statement.allows:
                continue
            for action in statement.actions:
                if not ONE_ACTION.fullmatch(action):
                    yield resource.violation(f"Action::{action}")
            for action in statement.not_actions:
                yield resource.violation(f"NotAction::{action}")
