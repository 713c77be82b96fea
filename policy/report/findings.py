"""What the packs, our rules and the linters found, and what is let pass."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policy import linters
from policy.exceptions.row import GateException
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
    rows = tuple(_exception(same, found) for same in _grouped(exempted))
    says = (
        f"{len(exempted)} in {len(rows)} kinds: each on the narrowest construct, for one finding to the letter. "
        "Those that differ by their stack alone share a row."
    )
    return Section("Exceptions", says, tables=(Table(header, rows),))


def _grouped(exempted: Sequence[Exempted]) -> Iterator[list[Exempted]]:
    """By row of the table and finding: an environment's exceptions are those of every other."""
    groups: dict[tuple[GateException, int], list[Exempted]] = {}
    for stack in dict.fromkeys(one.stack for one in exempted):
        numbers = Counter[GateException]()
        for one in (one for one in exempted if one.stack == stack):
            groups.setdefault((one.row, numbers[one.row]), []).append(one)
            numbers[one.row] += 1
    return iter(groups.values())


def _exception(same: Sequence[Exempted], found: Sequence[Finding]) -> tuple[str, ...]:
    """A finding that names its account or region differs from stack to stack: each form is shown."""
    row, times = same[0].row, sum(one.covers(finding) for one in same for finding in found)
    stacks, findings = (
        list(dict.fromkeys(ones)) for ones in ([one.stack for one in same], [one.finding for one in same])
    )
    where = f"{', '.join(stacks)}: {row.construct}"
    return where, "\n".join(findings), str(times or "at synthesis"), row.reason, row.control, row.proof


def _count(pack: str, open_: Counter[str], excepted: Counter[str]) -> tuple[str, ...]:
    return pack, str(open_[pack] + excepted[pack]), str(excepted[pack])


def _pack(finding: Finding) -> str:
    return finding.id.partition("::")[0]
