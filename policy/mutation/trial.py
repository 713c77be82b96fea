"""Each mutant before the rules: caught if they find what they do not find in the template as it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
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
    """`assemblies` by Mutant.of. With all that every rule finds."""
    untouched = {name: Untouched(assembly) for name, assembly in assemblies.items()}
    return [_try(mutant, untouched[mutant.of], _every_rule) for mutant in mutants]


def first_to_notice(mutants: Iterable[Mutant], assemblies: Mapping[str, Assembly]) -> list[Verdict]:
    """The same mutants caught, in a fraction of the time: with what the first rule to notice finds."""
    untouched = {name: Untouched(assembly) for name, assembly in assemblies.items()}
    order = list(rules.rules())
    return [_try(mutant, untouched[mutant.of], partial(_first_rule, order)) for mutant in mutants]


class Untouched:
    """An assembly as it is, and what is found in some of its stacks alone."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self._found: dict[tuple[str, ...], frozenset[Finding]] = {}

    def new(self, stacks: Assembly, only: Iterable[Rule] = ()) -> tuple[Finding, ...]:
        """What is found in `stacks` and not in the untouched ones of the same ids; of all rules by default."""
        known = self._known(tuple(stack.id for stack in stacks.stacks))
        return tuple(finding for finding in rules.findings(stacks, only) if finding not in known)

    def _known(self, stacks: tuple[str, ...]) -> frozenset[Finding]:
        if stacks not in self._found:
            chosen = Assembly(tuple(stack for stack in self.assembly.stacks if stack.id in stacks))
            self._found[stacks] = frozenset(rules.findings(chosen))
        return self._found[stacks]


Notice = Callable[[Untouched, Assembly, Assembly], tuple[Finding, ...]]
"""What is new: given the changed stacks, which are quick to look at, and the whole assembly, where it counts, since
there no account is a stranger for want of its stack."""


def _try(mutant: Mutant, untouched: Untouched, notice: Notice) -> Verdict:
    copy = copy_of(untouched.assembly)
    try:
        broken = mutant.change(copy) or copy
    except LookupError as error:
        return Verdict(mutant, (), f"nothing to break: {error}")
    changed = tuple(stack for stack in broken.stacks if stack not in untouched.assembly.stacks)
    if not changed:
        return Verdict(mutant, (), "changes nothing")
    whole = _anew(broken.stacks)
    return Verdict(mutant, notice(untouched, _anew(changed), whole) or untouched.new(whole))


def _every_rule(untouched: Untouched, changed: Assembly, whole: Assembly) -> tuple[Finding, ...]:
    suspects = {finding.rule for finding in untouched.new(changed)}
    return untouched.new(whole, [rule for rule in rules.rules() if rule.name in suspects]) if suspects else ()


def _first_rule(order: list[Rule], untouched: Untouched, changed: Assembly, whole: Assembly) -> tuple[Finding, ...]:
    """Moves the rule to the front of `order`: mutants that stand together are often noticed by the same."""
    for place, rule in enumerate(order):
        if untouched.new(changed, [rule]) and (found := untouched.new(whole, [rule])):
            order.insert(0, order.pop(place))
            return found
    return ()


def _anew(stacks: tuple[Stack, ...]) -> Assembly:
    """Without what was remembered of the templates before they were changed."""
    return Assembly(tuple(replace(stack) for stack in stacks))
