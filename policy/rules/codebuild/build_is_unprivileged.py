"""No build runs in privileged mode, in which its commands are root on the build host."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at, is_false


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        privileged = at(project.properties, "Environment.PrivilegedMode")
        if privileged is not None and not is_false(privileged):
            yield project.violation("PrivilegedMode")
