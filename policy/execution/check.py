"""Committed policies against what the templates need: what is missing, and what is allowed for nothing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from policy.execution.accounts import Account
from policy.execution.authorization import may_be_on
from policy.execution.documents import Statement, statement
from policy.execution.matching import allows, conditions, covers, holds
from policy.execution.need import Condition, Need
from policy.execution.policies import policies
from policy.templates.template import listed


class Missing(NamedTuple):
    """A need that no statement allows. `policies` names those that should."""

    policies: str
    need: Need
    others: int  # further resources and operations that lack the same

    @property
    def statement(self) -> Statement:
        """To add, if the policy is written by hand."""
        return statement([self.need.action], self.need.resources, self.need.conditions)


class Unused(NamedTuple):
    policies: str
    action: str
    resource: str
    conditions: tuple[Condition, ...]


def missing(account: Account, template: Mapping[str, Any]) -> Iterator[Missing]:
    """By policy, then in the order of the templates."""
    for where, needs, written in _pairs(account, template):
        lacking: dict[tuple[Any, ...], list[Need]] = {}
        for need in outgrown(needs, written):
            lacking.setdefault((need.action, need.resources, need.conditions), []).append(need)
        for same in lacking.values():
            yield Missing(where, same[0], len(same) - 1)


def unused(account: Account, template: Mapping[str, Any]) -> Iterator[Unused]:
    for where, needs, written in _pairs(account, template):
        for one in written:
            if one["Effect"] == "Allow":
                yield from (Unused(where, *entry) for entry in _idle(one, needs))


def outgrown(needs: Iterable[Need], written: list[Statement]) -> Iterator[Need]:
    """What is needed and not allowed."""
    return (need for need in needs if not allows(written, need))


def _pairs(account: Account, template: Mapping[str, Any]) -> Iterator[tuple[str, list[Need], list[Statement]]]:
    """(policies, what they have to allow, what they say)."""
    execution = f"{account.application}-execution"
    yield execution, account.needs, _statements(template, f"{execution}-")
    for own in account.boundary:
        yield own, account.grants, _statements(template, own)


def _statements(template: Mapping[str, Any], start: str) -> list[Statement]:
    return [one for policy in policies(template) if policy.name.startswith(start) for one in policy.statements]


def _idle(written: Statement, needs: list[Need]) -> Iterator[tuple[str, str, tuple[Condition, ...]]]:
    demanded = conditions(written)
    for action in listed(written.get("Action", [])):
        called = [
            need
            for need in needs
            if covers(action.lower(), need.action.lower()) and all(holds(*one, need.conditions) for one in demanded)
        ]
        for resource in listed(written.get("Resource", [])):
            by_sharing = called and not may_be_on(action, resource)
            if not by_sharing and not any(covers(resource, one) for need in called for one in need.resources):
                yield action, resource, demanded
