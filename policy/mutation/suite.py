"""Every mutant before the rules."""

from pathlib import Path

from policy.mutation.mutants import mutants
from policy.mutation.trial import Verdict, try_all
from policy.templates import assembly


class NoVariantError(Exception):
    """Some mutants are of a synthesis that there is not."""


def run(folder: Path, variants: Path | None) -> list[Verdict]:
    """`variants`: a folder for each synthesis of another pipeline.yml. Raises NoVariantError, and what
    assembly.read raises."""
    needed = {str(mutant.of) for mutant in mutants()} - {"default"}
    missing = {name for name in needed if variants is None or not (variants / name).is_dir()}
    if missing or variants is None:
        raise NoVariantError(f"mutants of {', '.join(sorted(missing))} need --variants <folder>: `make mutants`")
    assemblies = {"default": assembly.read(folder), **{name: assembly.read(variants / name) for name in needed}}
    return try_all(mutants(), assemblies)
