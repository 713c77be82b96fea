"""What is recorded of who did what in the accounts."""

from pydantic import Field

from config.fields import PrincipalArn, TrailArn
from config.model.value import Value

READERS = 10


class Audit(Value):
    """AWS CloudTrail: whoever calls an API, in every account of this file."""

    trail: TrailArn | None = None
    """An existing trail that records all these accounts, as an organisation's does; absent: the stacks make theirs."""
    keep_days: int = Field(default=365, ge=90, le=3650)
    """Days for which nobody can delete what the stacks' own trails have recorded."""
    readers: tuple[PrincipalArn, ...] = Field(default=(), max_length=READERS)
    """Roles of the tools account that may read what those trails have recorded; nobody else can."""
