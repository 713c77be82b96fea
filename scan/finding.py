"""What a scanner finds, in the same words for all of them."""

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """As GitHub's advisories grade. UNKNOWN: the advisory has no grade, so that it stops a build at any severity."""

    INFO = 0
    LOW = 1
    MODERATE = 2
    HIGH = 3
    CRITICAL = 4
    UNKNOWN = 5

    @classmethod
    def of(cls, word: object) -> "Severity":
        """`high`, `HIGH`; whatever else is UNKNOWN."""
        name = str(word).upper()
        return cls[name] if name in cls.__members__ else cls.UNKNOWN


class Finding(NamedTuple):
    """`id` and `where` are the two by which pipeline.yml accepts it."""

    severity: Severity
    id: str
    where: str  # the package, or the file of a secret
    title: str
    remedy: str


class ScanFailed(Exception):
    """A scanner could not do its work. That is no pass: the build stops."""
