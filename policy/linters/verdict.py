"""The linters' findings, less what their exceptions let pass."""

from collections.abc import Iterator, Sequence

from config import names
from config.model import Pipeline
from policy.exceptions.linters import ENVIRONMENT, PIPELINE
from policy.finding import Finding
from policy.templates.assembly import Assembly, Stack
from policy.verdict import Exempted, Verdict, environment_of


def judge(assembly: Assembly, pipeline: Pipeline, found: Sequence[Finding]) -> Verdict:
    exempted = [one for stack in assembly.stacks for one in exempted_in(stack, pipeline)]
    return Verdict(
        findings=tuple(one for one in found if not any(_answers(row, one) for row in exempted)),
        excepted=tuple(one for one in found if any(_answers(row, one) for row in exempted)),
        unused=tuple(row for row in exempted if not any(_answers(row, one) for one in found)),
        strangers=(),  # remarks inside templates do not count: policy/linters/__init__.py
    )


def exempted_in(stack: Stack, pipeline: Pipeline) -> Iterator[Exempted]:
    environment = environment_of(stack.id, pipeline)
    rows = PIPELINE if stack.id == names.PIPELINE_STACK else ENVIRONMENT if environment else ()
    for row in rows:
        if row.applies(pipeline, environment):
            for finding in row.findings:
                yield Exempted(stack.id, row.construct, finding, row)


def _answers(row: Exempted, finding: Finding) -> bool:
    """At the construct itself: what linters find is always at a resource, and an exception is for no other."""
    return Finding(row.stack, row.construct, row.finding) == finding
