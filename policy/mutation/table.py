"""The verdicts over the mutants, as rows."""

from collections.abc import Sequence

from policy.mutation.trial import Verdict

HEADER = ("area", "mutant", "of", "caught by")
NOBODY = "nobody"


def row(verdict: Verdict) -> tuple[str, str, str, str]:
    """A mutant's name starts with its area: `artifact bucket: encryption removed`."""
    area, _, change = verdict.mutant.name.partition(": ")
    caught_by = sorted({found.id.partition("::")[2].partition("[")[0] for found in verdict.findings})
    return area, change, verdict.mutant.of, ", ".join(caught_by) or NOBODY


def score(verdicts: Sequence[Verdict]) -> str:
    caught = sum(verdict.caught for verdict in verdicts)
    share = 100 * caught // len(verdicts) if verdicts else 0  # rounded down: 100 means all
    return f"{caught} of {len(verdicts)} caught: {share} %."
