"""The mutants, by area. Each module has a tuple MUTANTS; each mutant is one thing that goes wrong in practice.

Modules named `_...` are what those of an area share.
"""

import importlib
import pkgutil
from functools import cache

from policy.mutation.mutant import Mutant


@cache
def mutants() -> tuple[Mutant, ...]:
    found = tuple(
        mutant
        for module in pkgutil.walk_packages(__path__, f"{__name__}.")
        if not module.ispkg and not module.name.rpartition(".")[2].startswith("_")
        for mutant in importlib.import_module(module.name).MUTANTS
    )
    assert len({mutant.name for mutant in found}) == len(found), "two mutants share a name"
    return found
