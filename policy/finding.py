"""What is wrong, where, and which rule says so."""

from typing import NamedTuple


class Violation(NamedTuple):
    """What a rule found. `construct` is the path below the stack, empty for the stack itself."""

    stack: str
    construct: str
    detail: str  # granular: `Action::s3:*`, `MetadataOptions.HttpTokens`


class Finding(NamedTuple):
    stack: str
    construct: str
    id: str  # `AwsSolutions::AwsSolutions-S1`, `Slipway::s3_bucket_requires_tls[...]`

    @property
    def rule(self) -> str:
        """`s3_bucket_requires_tls`, `AwsSolutions-S1`."""
        return self.id.partition("[")[0].rpartition("::")[2]

    def __str__(self) -> str:
        return f"{self.stack}/{self.construct}: {self.id}".replace("/: ", ": ")
