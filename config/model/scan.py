"""Which findings about dependencies and secrets stop a build, and which may stay for a time."""

from typing import Literal

from pydantic import Field

from config.fields import Date, FindingId
from config.model.value import Value


class Accepted(Value):
    """A finding that may stay until a day."""

    id: FindingId
    """What the build's list calls the finding: GHSA-..., or secret- and a part of its digest."""
    where: str = Field(min_length=1, max_length=255)
    """The package, or the file of the secret, as the build's list names it."""
    reason: str = Field(min_length=10, max_length=500)
    """Why it may stay: what keeps it from doing harm."""
    expires: Date
    """The last day on which it is accepted, in UTC."""


class Scan(Value):
    """What stops a build: known vulnerabilities of dependencies, and secrets in the source."""

    severity: Literal["low", "moderate", "high", "critical"] = "high"
    """Findings of this severity and above stop the build. A secret is critical."""
    accepted: tuple[Accepted, ...] = Field(default=(), max_length=100)
    """Findings that do not stop the build. An entry that has expired does."""
