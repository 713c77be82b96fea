"""The statement of a resource policy that lets nobody in without TLS."""

from collections.abc import Collection, Iterable

from policy.templates.assembly import Located
from policy.templates.statements import Statement, statements

EVERYBODY = {("AWS", "*"), ("*", "*")}
WITHOUT_TLS = tuple([(operator, "aws:securetransport", ("false",))] for operator in ("Bool", "BoolIfExists"))


def refuse_plain_http(
    policies: Iterable[Located], actions: Collection[str], resources: Iterable[Collection[str]]
) -> bool:
    """Whether one statement denies one of `actions` to everybody on all `resources`, each in one of its spellings."""
    wanted = [{"*", *spellings} for spellings in resources]
    return any(
        is_deny_to_everybody(statement)
        and bool(set(actions) & set(statement.actions))
        and list(statement.conditions) in WITHOUT_TLS
        and all(spellings & _spelled(statement) for spellings in wanted)
        for policy in policies
        for statement in statements(policy)
    )


def is_deny_to_everybody(statement: Statement) -> bool:
    return not statement.allows and bool(EVERYBODY & set(statement.principals))


def _spelled(statement: Statement) -> set[str]:
    return {resource.replace("${AWS::Partition}", "aws") for resource in statement.resources}
