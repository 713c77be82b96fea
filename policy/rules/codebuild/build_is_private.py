"""No build's log and artifacts are shown to the whole world."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        if at(project.properties, "Visibility") not in (None, "PRIVATE"):
            yield project.violation("Visibility")
        if at(project.properties, "ResourceAccessRole") is not None:
            yield project.violation("ResourceAccessRole")
