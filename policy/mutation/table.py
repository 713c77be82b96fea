"""The verdicts over the mutants, as rows."""

from collections.abc import Sequence

from policy.mutation.trial import Verdict

HEADER = ("area", "mutant", "of", "caught by")
NOBODY = "nobody"
IDLE = "not tried"


def row(verdict: Verdict) -> tuple[str, str, str, str]:
    """A mutant's name starts with its area: `artifact bucket: encryption removed`."""
    area, _, change = verdict.mutant.name.partition(": ")
    caught_by = sorted({found.id.partition("::")[2].partition("[")[0] for found in verdict.findings})
    return (
        area,
        change,
        verdict.mutant.of,
        ", ".join(caught_by) or (f"{IDLE}: {verdict.idle}" if verdict.idle else NOBODY),
    )


def score(verdicts: Sequence[Verdict]) -> str:
    """Of those that the templates have something for; the others are counted apart."""
    tried, idle = sum(not verdict.idle for verdict in verdicts), sum(bool(verdict.idle) for verdict in verdicts)
    caught = sum(verdict.caught for verdict in verdicts)
    share = 100 * caught // tried if tried else 0  # rounded down: 100 means all
    apart = f" {idle} not tried: this pipeline.yml has nothing for them to break." if idle else ""
    return f"{caught} of {tried} caught: {share} %.{apart}"
