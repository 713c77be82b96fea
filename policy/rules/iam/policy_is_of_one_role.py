"""A managed policy is on one role of its template: on no second one, on none from elsewhere, on no user or group.

It is written for one duty. Whoever is put on its list has that duty's rights without a word in any trust policy.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._role_policies import MANAGED, ROLE, holders
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for policy in assembly.resources(MANAGED):
        yield from (policy.violation(outsider) for outsider in _outsiders(policy))
        if len(holders(policy)) > 1:
            yield policy.violation(f"Roles::{', '.join(holders(policy))}")


def _outsiders(policy: Located) -> Iterator[str]:
    for kind in ("Users", "Groups", "Roles"):
        for name in listed(at(policy.properties, kind) or []):
            if kind != "Roles" or resource_meant(policy.stack, name, "RoleName", ROLE) is None:
                yield f"{kind}::{text(name)}"
