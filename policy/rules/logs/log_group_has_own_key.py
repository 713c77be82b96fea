"""Every log group is encrypted with a customer's key: who may read it then needs the key as well."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources("AWS::Logs::LogGroup"):
        if at(group.properties, "KmsKeyId") is None:
            yield group.violation("KmsKeyId")
