"""A machine that moves requests between fleets makes sure, before it changes anything, that no other execution runs.

Two releases at a time would each empty the fleet that the other brings up.
https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.stepfunctions._machines import machine_arn
from policy.rules.stepfunctions._paths import ATTACHES, Step, Ways, releases
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, fields

ASKS = "sfn:listExecutions"
ANOTHER = "{% $count($states.input.Executions) > 1 %}"
READS = ("describe", "get", "list")


def check(assembly: Assembly) -> Iterator[Violation]:
    for ways in releases(assembly):
        if ways.calling(ATTACHES):
            for name in sorted(_before_it_knows(ways)):
                yield ways.machine.violation(f"Change::{name}")


def _before_it_knows(ways: Ways) -> set[str]:
    """The states that change something, where no other execution has been looked for."""
    checked = {text(at(ways.states[name], "Next")) for name in ways.calling(ASKS) if _asks_for_itself(ways, name)}
    refusing = {step.source for step in ways.steps if step.condition == ANOTHER and ways.fails(step)} & checked

    def passes(step: Step) -> bool:
        return step.source not in refusing

    return {name for name in ways.reached([ways.start], passes) if _changes(ways, name)}


def _asks_for_itself(ways: Ways, name: str) -> bool:
    return dict(fields(ways.arguments(name))) == {
        "StateMachineArn": machine_arn(ways.machine),
        "StatusFilter": "RUNNING",
    }


def _changes(ways: Ways, name: str) -> bool:
    state = ways.states[name]
    action = text(at(state, "Resource")).rpartition(":")[2]
    return at(state, "Type") == "Task" and not action.startswith(READS)
