"""The one way of a machine to a revision that is known to work: what its own executions say, and no input.

It was released, and stood until something new followed: neither a return by hand, which is named ' ', nor what had been
there before.
"""

from collections.abc import Callable
from typing import Any

from policy.rules.stepfunctions._machines import machine_arn
from policy.rules.stepfunctions._paths import Step, Ways
from policy.templates.template import text
from policy.templates.values import at, fields

LISTS, READS = "sfn:listExecutions", "sfn:describeExecution"
THIS = "$states.context.Execution.Input.(Key & ' ' & Commit)"
BEFORE = f"{THIS} in $released"
STOOD = (
    f"($this := {THIS}; $at := $map($released, function($one, $i) {{ $one = $this ? $i }})[0]; "
    "$next := $released[$at - 1]; $at > 0 and $next != ' ' "
    "and $not($next in $filter($released, function($one, $i) { $i >= $at })))"
)
RELEASED = "{% $parse($states.result.Input).(Key & ' ' & Commit) %}"
FOUND = {"former": "{% [$states.result.Executions.ExecutionArn] %}", "released": "{% $states.result %}"}


def goes_back(ways: Ways, step: Step) -> bool:
    """Whether only what is known to work goes that way."""
    return step.condition == f"{{% {STOOD} %}}" and looks_back(ways)


def looks_back(ways: Ways) -> bool:
    """Whether `released` is what succeeded, of this very machine, wherever it is assigned."""
    return _assigned(ways, "former", _lists) and _assigned(ways, "released", _reads)


def _assigned(ways: Ways, variable: str, properly: Callable[[Ways, str], bool]) -> bool:
    assigning = [name for name, state in ways.states.items() if at(state, f"Assign.{variable}") == FOUND[variable]]
    only = ways.assigned(variable) == {FOUND[variable]}
    return only and all(properly(ways, name) for name in assigning)


def _lists(ways: Ways, name: str) -> bool:
    listed = dict(fields(ways.arguments(name)))
    said = (listed.get("StateMachineArn"), listed.get("StatusFilter"))
    return name in ways.calling(LISTS) and said == (machine_arn(ways.machine), "SUCCEEDED")


def _reads(ways: Ways, name: str) -> bool:
    state = ways.states[name]
    asking: list[Any] = list((at(state, "ItemProcessor.States") or {}).values())
    called = [text(at(one, "Resource")).rpartition("aws-sdk:")[2] for one in asking]
    said = [(text(at(one, "Arguments.ExecutionArn")), text(at(one, "Output"))) for one in asking]
    return (at(state, "Items"), called, said) == ("{% $former %}", [READS], [("{% $states.input %}", RELEASED)])
