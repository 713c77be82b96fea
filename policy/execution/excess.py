"""Committed policies that allow more than was ever derived: what nobody may deploy.

What the templates merely no longer need is no excess (check.unused names it): its actions and ARNs are spelled out.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from policy.execution.accounts import Account
from policy.execution.authorization import exists, resource_types
from policy.execution.documents import Statement
from policy.execution.matching import conditions, covers
from policy.execution.need import Condition
from policy.execution.policies import Policy, policies
from policy.templates.template import listed

# With these a role gives itself, or takes on, what every other statement withholds.
ESCALATING = ("iam:", "sts:")
WILD = ("*", "?")
Entry = tuple[str, str, tuple[Condition, ...]]  # action, resource, conditions


class Excess(NamedTuple):
    where: str  # a policy's name, a logical id or a section of the template
    why: str
    statement: Statement | None = None


def excess(account: Account, template: Mapping[str, Any]) -> Iterator[Excess]:
    """`template`: of managed policies. Raises what Account.template raises, ValueError as policies does."""
    derived = account.template()
    yield from _sections(template, derived)
    yield from _resources(template["Resources"], derived["Resources"])
    own = policies(derived)
    for written in policies(template):
        same_kind = [one for one in own if (one.name in account.boundary) is (written.name in account.boundary)]
        allowed = [entry for one in same_kind for entry in _entries(one.statements)]
        for statement in written.statements:
            for why in _beyond(statement, allowed):
                yield Excess(written.name, why, statement)
                break
    yield from _denies(policies(template), own)


def _sections(template: Mapping[str, Any], derived: Mapping[str, Any]) -> Iterator[Excess]:
    for section in sorted({*template, *derived} - {"Resources"}):
        if template.get(section) != derived.get(section):
            yield Excess(section, "is not as derived")


def _resources(written: Mapping[str, Any], derived: Mapping[str, Any]) -> Iterator[Excess]:
    for logical_id, resource in written.items():
        if resource.get("Type") != derived.get(logical_id, {}).get("Type"):
            yield Excess(logical_id, f"not derived: {resource.get('Type')}")
        elif _frame(resource) != _frame(derived[logical_id]):
            yield Excess(logical_id, "is not as derived, apart from its statements")


def _frame(resource: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = {key: value for key, value in resource.get("Properties", {}).items() if key != "PolicyDocument"}
    return {**resource, "Properties": properties}


def _denies(written: list[Policy], derived: list[Policy]) -> Iterator[Excess]:
    for policy in derived:
        there = [one for other in written if other.name == policy.name for one in other.statements]
        for statement in policy.statements:
            if statement["Effect"] == "Deny" and statement not in there:
                yield Excess(policy.name, "lacks a Deny", statement)


def _entries(statements: list[dict[str, Any]]) -> list[Entry]:
    return [
        (action, resource, conditions(one))
        for one in statements
        if one["Effect"] == "Allow" and not {"NotAction", "NotResource"} & set(one)
        for action in listed(one["Action"])
        for resource in listed(one["Resource"])
    ]


def _beyond(statement: Statement, derived: list[Entry]) -> Iterator[str]:
    if statement["Effect"] == "Allow" and {"NotAction", "NotResource"} & set(statement):
        yield "allows all but what it names"
    for action, resource, carried in _entries([statement]):
        about = [one for one in derived if covers(one[0].lower(), action.lower())]
        if not any(covers(one[1], resource) and _narrowed(one[2], carried) for one in about):
            yield from _why(action, resource, [one[1] for one in about])


def _narrowed(demanded: tuple[Condition, ...], carried: tuple[Condition, ...]) -> bool:
    """By the same conditions or stricter ones. Of other operators we do not know: StringNotEquals names values too."""
    return all(
        any(operator == other and key == name and set(values) >= set(fewer) for other, name, fewer in carried)
        for operator, key, values in demanded
    )


def _why(action: str, resource: str, derived: list[str]) -> Iterator[str]:
    """Nothing for what is spelled out, and apart from all that is derived."""
    if any(wild in action for wild in WILD):
        yield f"{action}: a wildcard for actions"
    elif any(wild in service for service in resource.split(":")[:3] for wild in WILD):
        if not exists(action) or resource_types(action):
            yield f"{action} on {resource}: more than the resources that are derived"
    elif action.lower().startswith(ESCALATING):
        yield f"{action} on {resource}: not derived, and it can lift every other limit"
    elif any(covers(resource, one) for one in derived):
        yield f"{action} on {resource}: more than is derived, or under fewer conditions"
