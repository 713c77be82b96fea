"""The judgement over an assembly: what was found, less what pipeline.yml's exceptions let pass."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from config import branches, names, places
from config.model import Environment, Pipeline
from policy import rules, validation_report
from policy.exceptions.environment import ENVIRONMENT
from policy.exceptions.pipeline import EACH_PIPELINE, PIPELINE
from policy.exceptions.row import GateException
from policy.exceptions.store import STORE
from policy.finding import Finding
from policy.templates.assembly import Stack, read

# Those that must find what the exceptions say. A pack that did not run at all cannot hide behind that.
ALWAYS = (rules.PACK, "AwsSolutions", "HIPAA.Security", "NIST.800.53.R4", "NIST.800.53.R5", "PCI.DSS.321", "Serverless")
OPTIONAL = "CloudFormation-Validate"


# What CDK acknowledges on constructs of its own. Whatever such an acknowledgment hid would be a finding here.
BY_CDK = {("Network/Vpc/FlowLog", f"{OPTIONAL}::F3002"), ("Network/Vpc/FlowLog", f"{OPTIONAL}::F3003")}


REMEDY = "Change pipeline.yml or the stacks until it holds; {rule}.py in policy/rules says why, and what it accepts."


class Exempted(NamedTuple):
    """One finding that an exception lets pass at a construct and below it."""

    stack: str
    construct: str
    finding: str
    row: GateException

    def covers(self, finding: Finding) -> bool:
        at = finding.construct == self.construct or finding.construct.startswith(f"{self.construct}/")
        return at and (finding.stack, finding.id) == (self.stack, self.finding)


class Verdict(NamedTuple):
    """The gate is open when `problems` is empty."""

    findings: tuple[Finding, ...]  # without an exception
    excepted: tuple[Finding, ...]
    unused: tuple[Exempted, ...]  # exceptions that nothing answers to
    strangers: tuple[validation_report.Acknowledgment, ...]  # acknowledged elsewhere than in exceptions/

    @property
    def problems(self) -> list[str]:
        return [
            *(_told(finding) for finding in self.findings),
            *(f"{one.stack}/{one.construct}: nothing finds {one.finding}: drop its exception" for one in self.unused),
            *(f"{one.stack}/{one.construct}: {one.id} is acknowledged outside the table" for one in self.strangers),
        ]


def _told(finding: Finding) -> str:
    """With what the rule demands and where it stands, where the rule is ours: packs have pages of their own."""
    demand = rules.demand_of(finding)
    return f"{finding}\n    {demand}\n    {REMEDY.format(rule=finding.rule)}" if demand else f"{finding}"


def judge(folder: Path, pipeline: Pipeline) -> Verdict:
    """Raises validation_report.NoReportError, and OSError where `folder` is no assembly."""
    assembly = read(folder)
    exempted = [one for stack in assembly.stacks for one in exempted_in(stack, pipeline)]
    found = [*validation_report.findings(folder), *rules.findings(assembly)]
    ran = {*ALWAYS, *(plugin for plugin in validation_report.plugins(folder) if plugin == OPTIONAL)}
    return Verdict(
        findings=tuple(one for one in found if not any(row.covers(one) for row in exempted)),
        excepted=tuple(one for one in found if any(row.covers(one) for row in exempted)),
        unused=tuple(_unused(exempted, found, ran)),
        strangers=tuple(_strangers(folder, exempted)),
    )


def exempted_in(stack: Stack, pipeline: Pipeline) -> Iterator[Exempted]:
    environment = environment_of(stack.id, pipeline)
    for row, whose in rows_for(stack.id, pipeline):
        if row.applies(whose, environment):
            for finding in row.findings_in(whose, environment, stack.id, stack.account, stack.region):
                yield Exempted(stack.id, row.construct, finding, row)


def rows_for(stack_id: str, pipeline: Pipeline) -> list[tuple[GateException, Pipeline]]:
    """Each with the configuration that it is about. None for a stack that does not follow from pipeline.yml."""
    if stack_id == names.PIPELINE_STACK:
        return [*((row, pipeline) for row in PIPELINE), *of_each_pipeline(EACH_PIPELINE, pipeline)]
    if is_store(stack_id, pipeline):
        return [(row, pipeline) for row in STORE]
    return [(row, pipeline) for row in ENVIRONMENT] if environment_of(stack_id, pipeline) else []


def of_each_pipeline(rows: Iterable[GateException], pipeline: Pipeline) -> Iterator[tuple[GateException, Pipeline]]:
    """The constructs of all but the first stand below one of the pipeline's name."""
    for each in branches.pipelines(pipeline):
        for row in rows:
            yield row.below(branches.own_name(each) or ""), each


def is_store(stack_id: str, pipeline: Pipeline) -> bool:
    return stack_id in {names.store_stack_id(region) for region in places.other_regions(pipeline)}


def environment_of(stack_id: str, pipeline: Pipeline) -> Environment | None:
    """None for the pipeline's own stack, and for one that does not follow from pipeline.yml."""
    return next((one for one in places.places(pipeline) if one.name == stack_id), None)


def _unused(exempted: Iterable[Exempted], found: Iterable[Finding], ran: set[str]) -> Iterator[Exempted]:
    """Not those whose findings cannot be seen: an annotation that is acknowledged is gone, and CDK's own
    validation of the templates may be off (CDK_VALIDATION=false)."""
    found = list(found)
    for one in exempted:
        unseen = one.finding.partition("::")[0] not in ran
        if not unseen and not any(one.covers(finding) for finding in found):
            yield one


def _strangers(folder: Path, exempted: Iterable[Exempted]) -> Iterator[validation_report.Acknowledgment]:
    known = {(one.stack, one.construct, one.finding) for one in exempted}
    return (
        one
        for one in validation_report.acknowledgments(folder)
        if tuple(one) not in known and (one.construct, one.id) not in BY_CDK
    )
