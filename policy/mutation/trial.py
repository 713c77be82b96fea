"""Each mutant before the rules: caught if they find what they do not find in the template as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from policy import rules
from policy.finding import Finding
from policy.mutation.mutant import Mutant, copy_of
from policy.rules import Rule
from policy.templates.assembly import Assembly, Stack


class Verdict(NamedTuple):
    mutant: Mutant
    findings: tuple[Finding, ...]  # new ones

    idle: str = ""  # why these templates have nothing for it to break, if so: it was not tried

    @property
    def caught(self) -> bool:
        return bool(self.findings)

    @property
    def survived(self) -> bool:
        return not self.caught and not self.idle


def try_all(mutants: Iterable[Mutant], assemblies: Mapping[str, Assembly]) -> list[Verdict]:
    """`assemblies` by Mutant.of."""
    untouched = {name: Untouched(assembly) for name, assembly in assemblies.items()}
    return [_try(mutant, untouched[mutant.of]) for mutant in mutants]


class Untouched:
    """An assembly as it is, and what is found in some of its stacks alone."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self._found: dict[tuple[str, ...], frozenset[Finding]] = {}

    def new(self, stacks: tuple[Stack, ...], only: Iterable[Rule] = ()) -> tuple[Finding, ...]:
        """What is found in `stacks` and not in the untouched ones of the same ids; of all rules by default."""
        # Anew: without what was remembered of the templates before they were changed.
        broken = Assembly(tuple(replace(stack) for stack in stacks))
        known = self._known(tuple(stack.id for stack in stacks))
        return tuple(finding for finding in rules.findings(broken, only) if finding not in known)

    def _known(self, stacks: tuple[str, ...]) -> frozenset[Finding]:
        if stacks not in self._found:
            chosen = Assembly(tuple(stack for stack in self.assembly.stacks if stack.id in stacks))
            self._found[stacks] = frozenset(rules.findings(chosen))
        return self._found[stacks]


def _try(mutant: Mutant, untouched: Untouched) -> Verdict:
    """Every rule looks at the changed stacks alone, since that is quick; what finds something there must find it
    in the whole assembly, too, where no account is a stranger for want of its stack. Else every rule looks there."""
    copy = copy_of(untouched.assembly)
    try:
        broken = mutant.change(copy) or copy
    except LookupError as error:
        return Verdict(mutant, (), f"nothing to break: {error}")
    changed = tuple(stack for stack in broken.stacks if stack not in untouched.assembly.stacks)
    if not changed:
        return Verdict(mutant, (), "changes nothing")
    suspects = {finding.rule for finding in untouched.new(changed)}
    confirmed = untouched.new(broken.stacks, [rule for rule in rules.rules() if rule.name in suspects])
    return Verdict(mutant, confirmed if suspects and confirmed else untouched.new(broken.stacks))
