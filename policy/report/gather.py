"""Everything that a report tells, as values."""

from pathlib import Path

from config.model import Pipeline
from policy import linters, rules, verdict
from policy.linters import verdict as linters_verdict
from policy.mutation import suite
from policy.report import execution, findings, permissions, proof, wildcards
from policy.report.document import Document
from policy.templates import assembly


def gather(folder: Path, variants: Path | None, pipeline: Pipeline) -> Document:
    """Raises what verdict.judge, linters.findings, mutation.suite.run and assembly.read raise."""
    read = assembly.read(folder)
    found = linters.findings([folder])[folder]
    verdicts = (verdict.judge(folder, pipeline), linters_verdict.judge(read, pipeline, found))
    exempted = [
        one
        for stack in read.stacks
        for one in (*verdict.exempted_in(stack, pipeline), *linters_verdict.exempted_in(stack, pipeline))
    ]
    tried = suite.run(folder, variants)
    sections = (
        findings.by_pack(verdicts),
        findings.exceptions(verdicts, exempted),
        wildcards.wildcards(read, exempted),
        permissions.roles(read),
        permissions.resource_policies(read),
        execution.execution_policies(execution.FOLDER),
        proof.our_rules(rules.rules(), tried),
        proof.mutation(tried),
    )
    return Document(f"Policy of {pipeline.application}", tuple(one for one in sections if one is not None))
