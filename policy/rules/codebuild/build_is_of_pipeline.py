"""A build takes its sources from the pipeline and hands its artifacts to the pipeline, and nothing else starts it.

What a project fetches by itself no source stage has seen, and what it puts elsewhere no stage waits for.
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed
from policy.templates.values import at

ENDS = ("Source", "Artifacts", "SecondarySources", "SecondaryArtifacts")


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        for end, one in _ends(project):
            kind = at(one, "Type")
            if kind != "CODEPIPELINE":
                yield project.violation(f"{end}.Type {kind}")
        if at(project.properties, "Triggers") is not None:
            yield project.violation("Triggers")


def _ends(project: Located) -> Iterator[tuple[str, Any]]:
    for end in ENDS:
        for one in listed(at(project.properties, end) or []):
            yield end, one
