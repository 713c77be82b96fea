"""Each mutant changes a template, and the rules notice."""

from policy import assembly as reading
from policy.mutation.mutants import mutants
from policy.mutation.trial import try_all
from tests.synth.assembly import Assembly

DEFAULT = "default"


def test_every_mutant_is_caught(assembly: Assembly) -> None:
    """One that changes nothing raises NoMutantError; one whose target is gone, LookupError or KeyError."""
    wanted = [mutant for mutant in mutants() if mutant.of == DEFAULT]
    verdicts = try_all(wanted, {DEFAULT: reading.read(assembly.folder)})
    assert len(verdicts) > 75
    assert [verdict.mutant.name for verdict in verdicts if not verdict.caught] == []


def test_every_mutant_has_a_name_of_its_own() -> None:
    names = [mutant.name for mutant in mutants()]
    assert len(names) == len(set(names))
