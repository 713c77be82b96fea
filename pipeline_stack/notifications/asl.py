"""The Amazon States Language as the state machine of the messages writes it: what is found out goes into variables."""

from collections.abc import Mapping
from typing import Any

from stack_parts.asl import State, expression, task

Values = Mapping[str, Any]


def call(api: str, arguments: Values | str, then: str, assign: Mapping[str, str] | None = None) -> State:
    """A call of an API; `assign`: expressions over `$states.result`."""
    state: State = {**task(api, arguments), "Next": then}
    return {**state, "Assign": _expressions(assign)} if assign else state


def note(then: str, **assign: str) -> State:
    """Assign variables, which later states read."""
    return {"Type": "Pass", "Assign": _expressions(assign), "Next": then}


def choice(*rules: tuple[str, str], otherwise: str) -> State:
    """`rules`: a condition, and the state that follows."""
    choices = [{"Condition": expression(condition), "Next": then} for condition, then in rules]
    return {"Type": "Choice", "Choices": choices, "Default": otherwise}


def or_else(jsonata: str, default: str) -> str:
    """Step Functions fails where an expression has no value."""
    return f"($found := {jsonata}; $exists($found) ? $found : {default})"


def _expressions(assign: Mapping[str, str]) -> dict[str, str]:
    return {name: expression(jsonata) for name, jsonata in assign.items()}
