"""Test reports that are exported to S3 are encrypted, with a customer's key."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at, is_false


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources("AWS::CodeBuild::ReportGroup"):
        if at(group.properties, "ExportConfig.ExportConfigType") == "NO_EXPORT":
            continue
        destination = at(group.properties, "ExportConfig.S3Destination")
        disabled = at(destination, "EncryptionDisabled")
        if disabled is not None and not is_false(disabled):
            yield group.violation("EncryptionDisabled")
        if at(destination, "EncryptionKey") is None:
            yield group.violation("EncryptionKey")
