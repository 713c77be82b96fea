"""The Amazon States Language as the state machine of the messages writes it: JSONata, and calls of AWS's APIs.

https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
"""

from collections.abc import Mapping
from typing import Any

State = dict[str, Any]
States = dict[str, State]
Values = Mapping[str, Any]

# Throttling, and whatever else passes by itself.
RETRY = [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 5, "MaxAttempts": 3, "BackoffRate": 2}]


def expression(jsonata: str) -> str:
    return f"{{% {jsonata} %}}"


def call(api: str, arguments: Values | str, then: str, assign: Mapping[str, str] | None = None) -> State:
    """A call of an API, such as `codepipeline:getPipeline`; `assign`: expressions over `$states.result`.

    `arguments` as a whole may be an expression, so that one can be left out.
    """
    state: State = {
        "Type": "Task",
        "Resource": f"arn:aws:states:::aws-sdk:{api}",
        "Arguments": arguments,
        "Retry": RETRY,
        "Next": then,
    }
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
