"""No template closes the way into a stage: changes would pile up before it, unseen.

A transition that a person disables for a while is no property of the template.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import PIPELINE
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in assembly.resources(PIPELINE):
        for transition in listed(at(pipeline.properties, "DisableInboundStageTransitions") or []):
            yield pipeline.violation(f"DisableInboundStageTransitions {text(at(transition, 'StageName'))}")
