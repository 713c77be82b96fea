"""What the packs, our rules and the linters found, and what is let pass."""

from collections import Counter
from collections.abc import Sequence

from policy import linters
from policy.finding import Finding
from policy.report.document import Section, Table
from policy.verdict import ALWAYS, Exempted, Verdict

PACKS = (*ALWAYS, *linters.NAMES)  # shown also where they found nothing


def by_pack(verdicts: Sequence[Verdict]) -> Section:
    open_ = Counter(_pack(one) for verdict in verdicts for one in verdict.findings)
    excepted = Counter(_pack(one) for verdict in verdicts for one in verdict.excepted)
    packs = [*PACKS, *sorted({*open_, *excepted} - set(PACKS))]
    counts = Table(("pack", "findings", "with an exception"), tuple(_count(one, open_, excepted) for one in packs))
    problems = tuple((problem,) for verdict in verdicts for problem in verdict.problems)
    says = "A finding without an exception, and an exception that nothing answers to, fail synthesis."
    return Section("Findings", says, tables=(counts, Table(("problem",), problems)) if problems else (counts,))


def exceptions(verdicts: Sequence[Verdict], exempted: Sequence[Exempted]) -> Section:
    """Only rows that apply to this pipeline.yml."""
    found = [one for verdict in verdicts for one in verdict.excepted]
    header = ("where", "finding", "found", "reason", "what limits the risk", "proof")
    rows = tuple(_exception(one, found) for one in exempted)
    says = "Each on the narrowest construct, for one finding to the letter."
    return Section("Exceptions", says, tables=(Table(header, rows),))


def _exception(one: Exempted, found: Sequence[Finding]) -> tuple[str, ...]:
    times = sum(one.covers(finding) for finding in found)
    where = f"{one.stack}/{one.construct}"
    return where, one.finding, str(times or "at synthesis"), one.row.reason, one.row.control, one.row.proof


def _count(pack: str, open_: Counter[str], excepted: Counter[str]) -> tuple[str, ...]:
    return pack, str(open_[pack] + excepted[pack]), str(excepted[pack])


def _pack(finding: Finding) -> str:
    return finding.id.partition("::")[0]
