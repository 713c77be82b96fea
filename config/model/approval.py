"""Who says that a change may arrive."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from config.fields import Email, PrincipalArn
from config.model.notifications import SUBSCRIBERS
from config.model.value import Value

APPROVERS = 10  # a role's trust policy has 2048 characters


class Approval(Value):
    """Who is asked, and who may answer."""

    emails: tuple[Email, ...] = Field(default=(), max_length=SUBSCRIBERS)
    """Addresses that are told when an approval waits, in place of notifications.emails."""
    approvers: tuple[PrincipalArn, ...] = Field(default=(), max_length=APPROVERS)
    """Roles that may take on the role that approves this environment, the one that this pipeline makes for it."""


def _kind(value: Any) -> str:
    return "<mapping>" if isinstance(value, dict | Approval) else "<switch>"


YesOrWho = Annotated[
    Annotated[bool, Tag("<switch>")] | Annotated[Approval, Tag("<mapping>")],
    Discriminator(_kind),
]
"""`true`, `false`, or who is asked and may answer."""
