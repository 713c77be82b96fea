"""A role in which people answer an approval answers for the environment that its name says, and for no other.

People take on `webapp-dev-approve` for dev, and whoever may do that is not asked about production.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._role_policies import ROLE, permissions
from policy.rules.codepipeline.people_move_the_pipeline import ANSWERS
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources(ROLE):
        name = text(at(role.properties, "RoleName"))
        for approval in _answered(role):
            stage = approval.rsplit("/", 2)[-2:][0]
            if f"-{stage}-" not in name:
                yield role.violation(f"answers {approval}")


def _answered(role: Located) -> list[str]:
    answering = (one for one in permissions(role) if ANSWERS in one.actions)
    return sorted({approval for statement in answering for approval in statement.resources})
