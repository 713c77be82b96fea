"""KMS itself makes what a key encrypts with. Imported material is known elsewhere, expires and is not rotated.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for key in assembly.resources("AWS::KMS::Key"):
        origin = text(at(key.properties, "Origin") or "AWS_KMS")
        if origin != "AWS_KMS":
            yield key.violation(f"Origin::{origin}")
