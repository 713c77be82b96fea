"""One permission that CloudFormation needs, for one resource and operation."""

from typing import NamedTuple

# (operator, key, values): what the call carries, and what a statement may demand of it.
Condition = tuple[str, str, tuple[str, ...]]


class Need(NamedTuple):
    """All of `resources` must be allowed, in a call with `conditions`."""

    stack: str  # its construct id
    logical_id: str
    operation: str  # create | read | update | delete
    action: str  # as AWS writes it
    resources: tuple[str, ...]  # ARNs; `*` in one stands for what AWS chooses
    conditions: tuple[Condition, ...] = ()
