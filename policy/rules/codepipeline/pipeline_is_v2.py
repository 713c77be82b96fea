"""Every pipeline is of type V2, as triggers with filters, stage conditions and rollback need; V1 is the default."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import PIPELINE
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in assembly.resources(PIPELINE):
        if at(pipeline.properties, "PipelineType") != "V2":
            yield pipeline.violation("PipelineType")
