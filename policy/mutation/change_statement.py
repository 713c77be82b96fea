"""Changes of one statement, found by its Sid."""

from typing import Any

from policy.mutation.mutant import Change, add, properties, statement
from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly
from policy.templates.template import listed


def elements(stack_id: str, construct: str, sid: str, **changed: Any) -> Change:
    """`Action="s3:*"`: sets elements of the statement."""

    def change(assembly: Assembly) -> None:
        statement(assembly, stack_id, construct, sid).update(in_words_of(assembly, changed))

    return change


def without(stack_id: str, construct: str, sid: str, element: str, *path: str) -> Change:
    """Removes an element, or what is at that path below it."""

    def change(assembly: Assembly) -> None:
        target: Any = statement(assembly, stack_id, construct, sid)
        *parents, last = element, *path
        for parent in parents:
            target = target[parent]
        del target[last]

    return change


def also(stack_id: str, construct: str, sid: str, action: str) -> Change:
    """One more action."""

    def change(assembly: Assembly) -> None:
        found = statement(assembly, stack_id, construct, sid)
        found["Action"] = [*listed(found["Action"]), action]

    return change


def appended(stack_id: str, construct: str, document: str, **statement_: Any) -> Change:
    """One more statement in the document, a property: Allow, unless it says otherwise."""

    def change(assembly: Assembly) -> None:
        statements = properties(assembly, stack_id, construct)[document]["Statement"]
        statements.append(in_words_of(assembly, {"Effect": "Allow", **statement_}))

    return change


def removed(stack_id: str, construct: str, document: str, sid: str) -> Change:
    """One statement less."""

    def change(assembly: Assembly) -> None:
        gone = statement(assembly, stack_id, construct, sid)
        properties(assembly, stack_id, construct)[document]["Statement"].remove(gone)

    return change


def attached(stack_id: str, logical_id: str, resource_type: str, statement_: dict[str, Any], **rest: Any) -> Change:
    """A new policy resource with that one statement."""
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement_}]}
    return add(stack_id, logical_id, resource_type, PolicyDocument=document, **rest)
