"""Every mutant before the rules."""

from pathlib import Path

from policy.mutation.mutants import mutants
from policy.mutation.trial import Verdict, try_all
from policy.templates import assembly


class NoStrictError(Exception):
    """Some mutants are of the strict synthesis, and there is none."""


def run(folder: Path, strict: Path | None) -> list[Verdict]:
    """Raises NoStrictError, and what assembly.read raises."""
    assemblies = {"default": assembly.read(folder)}
    if strict is not None:
        assemblies["strict"] = assembly.read(strict)
    needed = {mutant.of for mutant in mutants()}
    if missing := needed - set(assemblies):
        raise NoStrictError(f"mutants of {', '.join(sorted(missing))} need --strict <its cdk.out>: `make mutants`")
    return try_all(mutants(), assemblies)
