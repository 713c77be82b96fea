"""Each mutant changes a template, and the rules notice."""

from pathlib import Path

from policy.mutation.mutants import mutants
from policy.mutation.trial import try_all
from policy.templates import assembly as reading
from tests.synth.assembly import Assembly


def test_every_mutant_is_caught(assembly: Assembly, variants: Path) -> None:
    """One that changes nothing raises NoMutantError; one whose target is gone, LookupError or KeyError."""
    of = {"default": reading.read(assembly.folder), "strict": reading.read(variants / "strict")}
    verdicts = try_all(mutants(), of)
    assert len(verdicts) > 500
    assert [verdict.mutant.name for verdict in verdicts if not verdict.caught] == []


def test_every_mutant_has_a_name_of_its_own() -> None:
    names = [mutant.name for mutant in mutants()]
    assert len(names) == len(set(names))
