"""A template closes the way into stages that change environments only, and says why.

Before them stands what builds a change and updates the pipeline: closed, it would hold back the very change that opens
it. In a pipeline that does not update itself a person would have to remember.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Pipeline, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for transition in listed(at(pipeline.resource.properties, "DisableInboundStageTransitions") or []):
            stage = text(at(transition, "StageName"))
            if stage not in _of_environments(pipeline) or not _says_why(transition):
                yield pipeline.resource.violation(f"DisableInboundStageTransitions {stage}")


def _of_environments(pipeline: Pipeline) -> set[str]:
    return {stage.name for stage in pipeline.environments}


def _says_why(transition: Mapping[str, Any]) -> bool:
    return bool(text(at(transition, "Reason") or "").strip())
