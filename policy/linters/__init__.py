"""Linters that others wrote, over the synthesized templates. One linter, one module.

Each has `reports(templates)`: what it says of these files, in one process. No configuration of the machine and
no remark inside a template makes a linter say less: what is let pass stands in policy/exceptions alone.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from policy.finding import Finding
from policy.linters import cfn_lint, checkov
from policy.linters.report import LinterError, Report
from policy.templates import assembly
from policy.templates.assembly import Stack

LINTERS = (cfn_lint, checkov)
NAMES = tuple(linter.NAME for linter in LINTERS)

Findings = dict[Path, list[Finding]]


def findings(folders: Sequence[Path]) -> Findings:
    """Of every linter on every stack, by cloud assembly. Raises LinterError, and what assembly.read raises."""
    located = {
        _template(folder, stack): (folder, stack) for folder in folders for stack in assembly.read(folder).stacks
    }
    if not located:
        raise LinterError("there is no stack to lint")
    found: Findings = {folder: [] for folder in folders}
    for report in _reports(list(located)):
        folder, stack = located[report.template]
        found[folder].append(_finding(stack, report))
    return {folder: sorted(set(of_folder)) for folder, of_folder in found.items()}


def _reports(templates: Sequence[Path]) -> list[Report]:
    """The linters run side by side."""
    with ThreadPoolExecutor() as pool:
        running = [pool.submit(linter.reports, templates) for linter in LINTERS]
    return [report for linter in running for report in linter.result()]


def _template(folder: Path, stack: Stack) -> Path:
    """CDK names a stack's template by the stack's id."""
    return (folder / f"{stack.id}.template.json").resolve()


def _finding(stack: Stack, report: Report) -> Finding:
    constructs = {resource.logical_id: resource.construct for resource in stack.resources()}
    return Finding(stack.id, constructs.get(report.resource, report.resource), report.id)
