"""Every mutant before the rules."""

from pathlib import Path

from policy.mutation.mutants import mutants
from policy.mutation.trial import Verdict, try_all
from policy.templates import assembly

DEFAULT = "default"


class NoVariantError(Exception):
    """Some mutants are of another synthesis, and there is none."""


def run(folder: Path, variants: Path | None) -> list[Verdict]:
    """`variants`: a folder with the cdk.out of each other synthesis that mutants are of, by its name.

    Raises NoVariantError, and what assembly.read raises.
    """
    default = assembly.read(folder)
    needed = {mutant.of for mutant in mutants()} - {DEFAULT}
    missing = sorted(name for name in needed if variants is None or not (variants / name).is_dir())
    if missing:
        raise NoVariantError(
            f"mutants of {', '.join(missing)} need --variants <folder of their cdk.out>: `make mutants`"
        )
    others = {name: assembly.read(variants / name) for name in sorted(needed)} if variants is not None else {}
    return try_all(mutants(), {DEFAULT: default, **others})
