"""Each mutant changes a template, and the rules notice, whatever the names in pipeline.yml."""

from pathlib import Path

import pytest

from policy.mutation.mutants import mutants
from policy.mutation.trial import Verdict, first_to_notice
from policy.templates import assembly as reading
from tests.synth.assembly import Assembly

OTHERS = ("blue-green", "branches", "ecs-regions", "lambda", "multi-account", "s3-no-approval", "strict")
FEW_IDLE = 60  # a source without triggers, an environment without approval


@pytest.fixture(scope="module")
def verdicts(assembly: Assembly, variants: Path) -> list[Verdict]:
    others = {name: reading.read(variants / name) for name in OTHERS}
    return first_to_notice(mutants(), {"default": reading.read(assembly.folder), **others})


@pytest.fixture(scope="module")
def elsewhere(variants: Path) -> list[Verdict]:
    """The same of an application `shop` with the environments test and live in a network that exists."""
    mine = [mutant for mutant in mutants() if mutant.of == "default"]
    return first_to_notice(mine, {"default": reading.read(variants / "gitlab-existing-network")})


def test_every_mutant_is_caught(verdicts: list[Verdict]) -> None:
    assert len(verdicts) > 800
    assert [verdict.mutant.name for verdict in verdicts if verdict.survived] == []


def test_every_mutant_is_caught_under_other_names(elsewhere: list[Verdict]) -> None:
    assert [verdict.mutant.name for verdict in elsewhere if verdict.survived] == []
    assert sum(bool(verdict.idle) for verdict in elsewhere) < FEW_IDLE


def test_every_mutant_bites_somewhere(verdicts: list[Verdict], elsewhere: list[Verdict]) -> None:
    caught = {verdict.mutant.name for verdict in (*verdicts, *elsewhere) if verdict.caught}
    assert {mutant.name for mutant in mutants()} - caught == set()


def test_every_mutant_has_a_name_of_its_own() -> None:
    names = [mutant.name for mutant in mutants()]
    assert len(names) == len(set(names))
