"""The Amazon States Language as this state machine writes it: ways on and out, questions asked again.

Every state goes by name to the next; what a state finds out is assigned to variables, which later ones read:
`new` and `old` (the fleets; `old` is empty before the first release), `instances` (ids, of the fleet in question),
`tries` (of the question being asked), `problem` (why the release fails), `released` (what has been before) and `serves`
(the commit that the new fleet has).
"""

from collections.abc import Mapping
from typing import Any

from stack_parts.asl import State, States, expression, task

Assign = Mapping[str, Any]
POLL_SECONDS = 15


def call(api: str, arguments: Mapping[str, Any], then: str, otherwise: str, assign: Assign | None = None) -> State:
    """A call of an API; `otherwise` is where the release goes when it fails."""
    state: State = {**task(api, arguments), "Catch": [caught(otherwise)], "Next": then}
    return {**state, "Assign": assign} if assign else state


def caught(then: str) -> State:
    problem = expression("$states.errorOutput.Error & ': ' & $states.errorOutput.Cause")
    return {"ErrorEquals": ["States.ALL"], "Assign": {"problem": problem, "tries": 0}, "Next": then}


def when(jsonata: str, then: str, assign: Assign | None = None) -> State:
    """A rule of a Choice state."""
    rule: State = {"Condition": expression(jsonata), "Next": then}
    return {**rule, "Assign": assign} if assign else rule


def choice(*rules: State, otherwise: str) -> State:
    return {"Type": "Choice", "Choices": list(rules), "Default": otherwise}


def fail(error: str, cause: str) -> State:
    return {"Type": "Fail", "Error": error, "Cause": cause}


def ask(
    name: str,
    api: str,
    arguments: Mapping[str, Any],
    *answers: State,
    minutes: int,
    otherwise: str,
) -> States:
    """Ask every 15 s until one of `answers` (rules over `$states.input`) is given; after `minutes`, go `otherwise`."""
    question = call(api, arguments, f"{name}?", otherwise, {"tries": expression("$tries + 1")})
    given_up = when(after(minutes), otherwise, {"problem": f"{name}: not after {minutes} minutes"})
    return {name: question, **again(name, *answers, given_up)}


def after(minutes: int) -> str:
    """Whether a question has been asked for so long."""
    return f"$tries >= {minutes * 60 // POLL_SECONDS}"


def again(name: str, *answers: State) -> States:
    """What follows the question `name`: the choice by its answer, and the pause before it is asked again."""
    rules = [{**rule, "Assign": {"tries": 0, **rule.get("Assign", {})}} for rule in answers]
    return {
        f"{name}?": choice(*rules, otherwise=f"{name} later"),
        f"{name} later": {"Type": "Wait", "Seconds": POLL_SECONDS, "Next": name},
    }
