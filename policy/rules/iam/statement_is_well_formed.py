"""A statement has the elements that IAM knows, spelled as IAM does, and its document is of version 2012-10-17.

IAM refuses a misspelt element only at deployment, some services drop it; the older version takes `${aws:...}` for text.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

VERSION = "2012-10-17"
ELEMENTS = {"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            yield from (resource.violation(f"{statement.name}::{wrong}") for wrong in _wrong(statement))


def _wrong(statement: Statement) -> Iterator[str]:
    document = statement.document
    yield from sorted(document.keys() - ELEMENTS)
    if statement.where and statement.version != VERSION:  # an event bus takes a statement without its document
        yield f"Version {statement.version}"
    if document.get("Effect") not in ("Allow", "Deny"):
        yield f"Effect {document.get('Effect')}"
    if not statement.actions and not statement.not_actions:
        yield "no Action"
    if statement.kind == "identity" and not statement.resources and not statement.not_resources:
        yield "no Resource"
    if statement.kind != "identity" and not statement.principals and not statement.not_principals:
        yield "no Principal"
