"""Small assemblies for the tests of rules."""

from collections.abc import Callable, Iterator
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly, Stack

ACCOUNT, REGION = "111111111111", "eu-central-1"


def stack_of(
    resources: dict[str, Any],
    stack_id: str = "Stack",
    name: str = "",
    account: str = ACCOUNT,
    region: str = REGION,
    **template: Any,
) -> Stack:
    """`resources` by logical id; further sections of the template by their names."""
    return Stack(
        id=stack_id,
        name=name or stack_id,
        account=account,
        region=region,
        termination_protection=True,
        template={"Resources": resources, **template},
    )


def assembly_of(*unnamed: dict[str, Any], **named: dict[str, Any]) -> Assembly:
    """One stack. Definitions by logical id, or without: the first is then `Resource1`."""
    numbered = {f"Resource{number}": definition for number, definition in enumerate(unnamed, start=1)}
    return Assembly((stack_of({**numbered, **named}),))


def details(check: Callable[[Assembly], Iterator[Violation]], assembly: Assembly) -> list[str]:
    """What the rule found, in order."""
    return sorted(violation.detail for violation in check(assembly))
