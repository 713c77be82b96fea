"""Our own rules: what no linter or rule pack looks at, or looks at blindly. One rule, one file, one pure function.

A rule's name is its file's name. Its module has a docstring, whose first line says what must hold, and

    def check(assembly: Assembly) -> Iterator[Violation]

It reads the synthesized templates alone. Folders only sort the files: a name is unique across them.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from policy.finding import Finding, Violation
from policy.templates.assembly import Assembly

PACK = "Slipway"


class Rule(NamedTuple):
    name: str
    area: str  # the folder
    says: str  # the first line of the docstring
    check: Callable[[Assembly], Iterator[Violation]]


@cache
def rules() -> tuple[Rule, ...]:
    found = [
        _rule(module.name)
        for module in pkgutil.walk_packages(__path__, prefix=f"{__name__}.")
        if not module.ispkg and not module.name.rpartition(".")[2].startswith("_")
    ]
    assert len({rule.name for rule in found}) == len(found), "two rules share a name"
    return tuple(found)


def demand_of(finding: Finding) -> str:
    """What the rule behind a finding of ours demands, as a sentence; empty for a finding of another pack."""
    says = {rule.name: rule.says for rule in rules()}
    return says.get(finding.rule, "") if finding.id.startswith(f"{PACK}::") else ""


def findings(assembly: Assembly, only: Iterable[Rule] = ()) -> list[Finding]:
    """Of every rule, or of some, in order."""
    return sorted(
        {
            Finding(found.stack, found.construct, f"{PACK}::{rule.name}[{found.detail}]")
            for rule in only or rules()
            for found in rule.check(assembly)
        }
    )


def _rule(module_name: str) -> Rule:
    module = importlib.import_module(module_name)
    *_, area, name = module_name.split(".")
    return Rule(name, area, (module.__doc__ or "").strip().partition("\n")[0], module.check)
