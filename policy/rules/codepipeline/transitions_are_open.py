"""No template closes the way into a stage: changes would pile up before it, unseen.

A transition that a person disables for a while is no property of the template.
"""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.finding import Violation
from policy.rules._properties import at
from policy.rules.codepipeline._pipeline import PIPELINE
from policy.template import listed, text


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in assembly.resources(PIPELINE):
        for transition in listed(at(pipeline.properties, "DisableInboundStageTransitions") or []):
            yield pipeline.violation(f"DisableInboundStageTransitions {text(at(transition, 'StageName'))}")
