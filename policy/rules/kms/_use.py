"""Actions on a key that bring data into or out of it, or hand that on."""

import re

from policy.templates.statements import Statement

_USE = re.compile(
    r"kms:(decrypt|encrypt|generatedatakey.*|reencrypt.*|generatemac|verifymac|sign|verify|derivesharedsecret|creategrant"
    r"|\*)",
    re.IGNORECASE,
)


def uses(statement: Statement) -> tuple[str, ...]:
    return tuple(action for action in statement.actions if action == "*" or _USE.fullmatch(action))
