"""A deployment group has a service role, and no other deployment group has the same.

Its role may change the instances, the traffic and the alarms of this group, and should of no other.
"""

from collections import Counter
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    users = Counter(_role(group) for group in groups(assembly))
    for group in groups(assembly):
        if at(group.properties, "ServiceRoleArn") is None or users[_role(group)] > 1:
            yield group.violation("ServiceRoleArn")


def _role(group: Located) -> tuple[str, str]:
    return group.stack.id, text(at(group.properties, "ServiceRoleArn"))
