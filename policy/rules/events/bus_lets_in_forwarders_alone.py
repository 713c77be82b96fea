"""On an event bus the roles of the rules that forward to it put events, each of them, and nobody else does anything.

Whoever puts events there tells people what has not happened; who may make rules there reads what is told.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules._conditions import values
from policy.rules._principals import identities, is_whole_account
from policy.rules.events._watched import buses, forwarding, role_arn
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

PUT = ("events:PutEvents",)


def check(assembly: Assembly) -> Iterator[Violation]:
    for arn, bus in buses(assembly).items():
        forwarders = {role_arn(rule, target) for rule, target, to in forwarding(assembly) if to == arn}
        allowed = [one for one in statements(bus) if one.allows]
        yield from (bus.violation(f"{one.name} lets others in") for one in allowed if not _is_narrow(one))
        let_in = {concrete(role, bus.stack) for one in allowed for role in values(one, "aws:PrincipalArn")}
        yield from (bus.violation(f"{role} forwards nothing") for role in sorted(let_in - forwarders))
        yield from (bus.violation(f"{role} is not let in") for role in sorted(forwarders - let_in))


def _is_narrow(statement: Statement) -> bool:
    named = identities(statement)
    accounts = all(is_whole_account(one, statement.holder.stack) for one in named)
    by_role = bool(values(statement, "aws:PrincipalArn"))
    return statement.actions == PUT and bool(named) and len(named) == len(statement.principals) and accounts and by_role
