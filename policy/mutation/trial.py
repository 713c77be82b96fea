"""Each mutant before the rules: caught if they find what they do not find in the template as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from policy import rules
from policy.finding import Finding
from policy.mutation.mutant import Mutant, copy_of
from policy.templates.assembly import Assembly


class Verdict(NamedTuple):
    mutant: Mutant
    findings: tuple[Finding, ...]  # new ones

    @property
    def caught(self) -> bool:
        return bool(self.findings)


class NoMutantError(Exception):
    """The change changes nothing, or there is nothing to change, so that it could not be noticed."""


def try_all(mutants: Iterable[Mutant], assemblies: Mapping[str, Assembly]) -> list[Verdict]:
    """`assemblies` by Mutant.of. Raises NoMutantError."""
    known = {name: set(rules.findings(assembly)) for name, assembly in assemblies.items()}
    return [_try(mutant, assemblies[mutant.of], known[mutant.of]) for mutant in mutants]


def _try(mutant: Mutant, assembly: Assembly, known: set[Finding]) -> Verdict:
    copy = copy_of(assembly)
    try:
        broken = mutant.change(copy) or copy
    except LookupError as error:
        raise NoMutantError(f"the mutant `{mutant.name}` finds nothing to break: {error}") from None
    if broken == assembly:
        raise NoMutantError(f"the mutant `{mutant.name}` changes nothing")
    return Verdict(mutant, tuple(found for found in rules.findings(_read_anew(broken)) if found not in known))


def _read_anew(assembly: Assembly) -> Assembly:
    """Without what was remembered of the templates before they were changed."""
    return Assembly(tuple(replace(stack) for stack in assembly.stacks))
