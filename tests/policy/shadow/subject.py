"""The statements that stand trial: all of pipeline.yml's, and those that only other pipelines have."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from config import names
from policy.mutation.mutant import copy_of
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement
from tests.policy.shadow.comparison import Comparison, pairs
from tests.policy.shadow.permissions import by_all_policies
from tests.policy.shadow.removal import Unit, remove, units


@dataclass(frozen=True)
class Subject:
    pipeline: str  # its file's name, without the suffix
    unit: Unit
    statements: tuple[Statement, ...]  # one for each environment

    @property
    def name(self) -> str:
        return str(self.unit)

    @property
    def digest(self) -> str:
        documents = json.dumps([each.document for each in self.statements], sort_keys=True)
        return hashlib.sha256(documents.encode()).hexdigest()[:12]

    def needed_for(self, decisions: Iterable[Mapping[str, str]]) -> list[str]:
        """The actions that only this statement allowed; `decisions` as rehearsal/server/decisions.py writes them."""
        roles = {each.holder.properties.get("ManagedPolicyName") for each in self.statements}
        mine = (one for one in decisions if one["sid"] == self.unit.sid)
        return sorted({one["action"] for one in mine if roles == {None} or one["principal"].split("/")[1] in roles})

    def missed(self, comparison: Comparison) -> tuple[str, ...]:
        """What the shadow test finds unexplained without it, as `role: action, action`."""
        whole = comparison.assemblies[self.pipeline]
        without = copy_of(whole)
        remove(self.name, without)
        before, after = (pairs(self.pipeline, by_all_policies(one)) for one in (whole, without))
        changed = replace(comparison, ours=(comparison.ours - before) | after)
        unexplained = (changed.not_needed ^ comparison.not_needed) | (changed.added ^ comparison.added)
        roles = sorted({role for role, _ in unexplained})
        actions = {role: ", ".join(sorted(action for of, action in unexplained if of == role)) for role in roles}
        return tuple(dict.fromkeys(f"{_of_any(role, whole)}: {actions[role]}" for role in roles))


def subjects(comparison: Comparison) -> Iterator[Subject]:
    """Each with the first pipeline that has it."""
    seen: set[str] = set()
    for pipeline, assembly in comparison.assemblies.items():
        [application] = {
            stack.name.removesuffix("-pipeline") for stack in assembly.stacks if stack.id == names.PIPELINE_STACK
        }
        for unit, statements in units(assembly).items():
            known = str(unit).removeprefix(application)
            if known not in seen:
                yield Subject(pipeline, unit, tuple(statements))
            seen.add(known)


def _of_any(role: str, assembly: Assembly) -> str:
    """An environment's role as that of any."""
    for stack in assembly.stacks:
        if stack.id != names.PIPELINE_STACK:
            role = role.replace(f"-{stack.id}-", "-<env>-").replace(stack.account, "<account>")
    return role
