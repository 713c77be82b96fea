"""Every build encrypts what it writes with a customer's key, and no artifact or log in S3 without one."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed
from policy.templates.values import at, is_false


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        if at(project.properties, "EncryptionKey") is None:
            yield project.violation("EncryptionKey")
        for where, disabled in _switches(project):
            if disabled is not None and not is_false(disabled):
                yield project.violation(f"{where}.EncryptionDisabled")


def _switches(project: Located) -> Iterator[tuple[str, object]]:
    properties = project.properties
    for where in ("Artifacts", "LogsConfig.S3Logs"):
        yield where, at(properties, f"{where}.EncryptionDisabled")
    for artifacts in listed(at(properties, "SecondaryArtifacts") or []):
        yield f"SecondaryArtifacts {at(artifacts, 'ArtifactIdentifier')}", at(artifacts, "EncryptionDisabled")
