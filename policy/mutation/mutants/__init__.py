"""The mutants, by area. Each module has a tuple MUTANTS; each mutant is one thing that goes wrong in practice."""

import importlib
import pkgutil
from functools import cache

from policy.mutation.mutant import Mutant


@cache
def mutants() -> tuple[Mutant, ...]:
    modules = (importlib.import_module(module.name) for module in pkgutil.iter_modules(__path__, f"{__name__}."))
    found = tuple(mutant for module in modules for mutant in module.MUTANTS)
    assert len({mutant.name for mutant in found}) == len(found), "two mutants share a name"
    return found
