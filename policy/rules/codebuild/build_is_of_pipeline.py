"""A build takes its source from the pipeline and hands its artifact to the pipeline, and nothing else starts it.

What a project fetches by itself no source stage has seen, and what it puts elsewhere no stage waits for.
"""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.finding import Violation
from policy.rules._properties import at

OTHER_WAYS = ("Triggers", "SecondarySources", "SecondaryArtifacts")


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        for end in ("Source", "Artifacts"):
            kind = at(project.properties, f"{end}.Type")
            if kind != "CODEPIPELINE":
                yield project.violation(f"{end}.Type {kind}")
        for way in OTHER_WAYS:
            if at(project.properties, way):
                yield project.violation(way)
