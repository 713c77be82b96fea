"""How far the rules can be trusted: what each says, and which broken templates they notice."""

from collections import Counter
from collections.abc import Sequence

from policy.mutation.table import HEADER, row, score
from policy.mutation.trial import Verdict
from policy.report.document import Section, Table
from policy.rules import Rule


def our_rules(rules: Sequence[Rule], verdicts: Sequence[Verdict]) -> Section:
    caught = Counter(name for one in verdicts for name in {found.id.partition("[")[0] for found in one.findings})
    rows = tuple((one.area, one.name, one.says, str(caught[f"Slipway::{one.name}"])) for one in rules)
    says = "What no rule pack looks at, or looks at blindly. The last column: how many broken templates it notices."
    return Section("Our rules", says, tables=(Table(("area", "rule", "what must hold", "mutants caught"), rows),))


def mutation(verdicts: Sequence[Verdict]) -> Section:
    says = f"Templates broken on purpose, one change at a time. {score(verdicts)}"
    return Section("Mutants", says, tables=(Table(HEADER, tuple(row(one) for one in verdicts)),))
