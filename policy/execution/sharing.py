"""Statements that share their frame and conditions, and allow what they allowed each by itself.

They may where no action of the one is on a resource of the other: IAM asks for each action on resources of its own
kinds alone.
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from policy.execution.authorization import may_be_on
from policy.execution.documents import MAX_STATEMENT, Statement, size


def shared(written: list[Statement]) -> list[Statement]:
    """As few as that allows, in their order."""
    found: list[Statement] = []
    for one in written:
        other = next((other for other in found if _may_share(one, other) and _may_share(other, one)), None)
        if other is None:
            found.append(dict(one))
        else:
            other.update(_both(one, other))
    return found


def _both(one: Statement, other: Statement) -> Statement:
    return {**one, **{key: sorted({*one[key], *other[key]}) for key in ("Action", "Resource")}}


def _may_share(one: Statement, other: Statement) -> bool:
    """Whether the actions of the one gain nothing by the resources of the other."""
    gained = [resource for resource in other["Resource"] if resource not in one["Resource"]]
    alike = one.get("Condition") == other.get("Condition")
    if not alike or size(_both(one, other)) > MAX_STATEMENT:
        return False
    return not any(may_be_on(action, resource) for action in one["Action"] for resource in gained)
