"""The linters' findings, less what their exceptions let pass."""

from collections.abc import Iterator, Sequence

from config import names
from config.model import Pipeline
from policy.exceptions.linters import EACH_PIPELINE, ENVIRONMENT, PIPELINE, STORE
from policy.exceptions.row import GateException
from policy.finding import Finding
from policy.templates.assembly import Assembly, Stack
from policy.verdict import Exempted, Verdict, environment_of, is_store, of_each_pipeline


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
    for row, whose in _rows_for(stack, pipeline):
        if row.applies(whose, environment):
            for finding in row.findings:
                yield Exempted(stack.id, row.construct, finding, row)


def _rows_for(stack: Stack, pipeline: Pipeline) -> list[tuple[GateException, Pipeline]]:
    if stack.id == names.PIPELINE_STACK:
        return [*((row, pipeline) for row in (*STORE, *PIPELINE)), *of_each_pipeline(EACH_PIPELINE, pipeline)]
    rows = STORE if is_store(stack.id, pipeline) else ENVIRONMENT if environment_of(stack.id, pipeline) else ()
    return [(row, pipeline) for row in rows]


def _answers(row: Exempted, finding: Finding) -> bool:
    """At the construct itself: what linters find is always at a resource, and an exception is for no other."""
    return Finding(row.stack, row.construct, row.finding) == finding
