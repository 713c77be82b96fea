"""A role is taken on by one service, or by roles named by their ARNs: never by an account, a user or anyone.

Whoever an account's root stands for is decided elsewhere. A web identity needs conditions on its audience and
subject: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import values
from policy.rules._principals import is_role, services
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources():
        trust = [one for one in statements(role) if one.kind == "trust" and one.allows]
        for statement in trust:
            yield from (role.violation(detail) for detail in _unnamed(statement))
        if len({service for statement in trust for service in services(statement)}) > 1:
            yield role.violation("more than one service")


def _unnamed(statement: Statement) -> Iterator[str]:
    for kind, name in statement.not_principals:
        yield f"NotPrincipal::{kind}::{name}"
    for kind, name in statement.principals:
        if not _is_one(statement, kind, name):
            yield f"{kind}::{name}"


def _is_one(statement: Statement, kind: str, name: str) -> bool:
    if kind == "AWS":
        return is_role(name, statement.holder.stack)
    if kind == "Federated":
        return all(_has(statement, claim) for claim in (":aud", ":sub"))
    return kind == "Service" and name.endswith(".amazonaws.com") and "*" not in name


def _has(statement: Statement, claim: str) -> bool:
    keys = {key for _, key, _ in statement.conditions if key.endswith(claim)}
    return any("*" not in values(statement, key) and values(statement, key) for key in keys)
