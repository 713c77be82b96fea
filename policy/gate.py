"""The gate at synthesis: every pack of cdk-nag and our own rules, on every stack. A finding fails it.

Two halves. `attach` puts the packs into the app, with the rows of exceptions/ acknowledged, so that CDK
itself fails. `enforce` judges what was written, so that nothing depends on how the app is run.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import aws_cdk as cdk
import cdk_nag
from constructs import IConstruct

from config.model import Pipeline
from policy.exceptions.row import GateException
from policy.rules import PACK
from policy.validation_report import NoReportError
from policy.verdict import environment_of, judge, rows_for

PACKS = (
    cdk_nag.AwsSolutionsChecks,
    cdk_nag.HIPAASecurityChecks,
    cdk_nag.NIST80053R4Checks,
    cdk_nag.NIST80053R5Checks,
    cdk_nag.PCIDSS321Checks,
    cdk_nag.ServerlessChecks,
)


def attach(app: cdk.App, pipeline: Pipeline) -> None:
    """Call it when every stack is there: an acknowledgment needs its construct."""
    cdk.Validations.of(app).add_plugins(*(pack(app) for pack in PACKS))
    for stack in app.node.children:
        if isinstance(stack, cdk.Stack):
            environment = environment_of(stack.node.id, pipeline)
            for row, whose in rows_for(stack.node.id, pipeline):
                if row.applies(whose, environment):
                    found = row.findings_in(whose, environment, stack.node.id, stack.account, stack.region)
                    _acknowledge(stack, row, found)


def enforce(folder: Path, pipeline: Pipeline) -> None:
    """Ends the process with a list of what is wrong, where anything is."""
    try:
        problems = judge(folder, pipeline).problems
    except (NoReportError, ValueError) as unread:
        problems = [str(unread)]
    if problems:
        sys.exit("\n".join([f"The gate found {len(problems)} problem(s):", *problems]))


def _acknowledge(stack: cdk.Stack, row: GateException, findings: Iterable[str]) -> None:
    construct = _find(stack, row.construct)
    for finding in findings:
        if construct is not None and not finding.startswith(f"{PACK}::"):
            reason = f"{row.reason} {row.control}"
            cdk.Validations.of(construct).acknowledge(cdk.Acknowledgment(id=finding, reason=reason))


def _find(root: IConstruct, path: str) -> IConstruct | None:
    """None where there is no such construct: `judge` then tells that the exception is for nothing."""
    found: IConstruct | None = root
    for part in path.split("/"):
        found = found.node.try_find_child(part) if found is not None else None
    return found
