"""A machine that moved the requests asks every release alarm for minutes, and gives them back if one goes off.

No deployment of CodeDeploy watches them there: it ended before the requests moved. What was released before is not
watched: the alarm that is on speaks of what it takes the place of.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import alarm_names
from policy.rules.stepfunctions._paths import ATTACHES, DETACHES, RETURNS, Step, Ways, releases
from policy.rules.stepfunctions._returns import goes_back
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, number

GROUP = "AWS::CodeDeploy::DeploymentGroup"
ASKED = "{% $count($states.result.MetricAlarms[StateValue != 'ALARM']) = 1 %}"
WENT_OFF = "{% false in $states.input %}"
LONG_ENOUGH = 180  # seconds: an alarm needs bad minutes to go off
BEGIN, END = "{% $tries >= ", " %}"


def check(assembly: Assembly) -> Iterator[Violation]:
    for ways in releases(assembly):
        for success in sorted(_unwatched(ways) & ways.successes):
            yield ways.machine.violation(f"Success::{success}")


def _unwatched(ways: Ways) -> set[str]:
    """Where the ways lead from a fleet's last requests, other than past its alarms and on a return of either kind."""
    alarms = {text(name) for group in ways.machine.stack.resources(GROUP) for name in alarm_names(group)}
    quiet = [step for name in ways.states if _asks(ways, name, alarms) for step in _quiet(ways, name)]

    def passes(step: Step) -> bool:
        return not (step in quiet or step.condition == RETURNS or goes_back(ways, step))

    return ways.reached(ways.calling(DETACHES), passes)


def _asks(ways: Ways, name: str, alarms: set[str]) -> bool:
    """Whether the state asks each of the alarms, and says of each whether it is quiet."""
    state = ways.states[name]
    asking = [text(at(one, "Output")) for one in (at(state, "ItemProcessor.States") or {}).values()]
    return asking == [ASKED] and {text(item) for item in at(state, "Items") or []} >= alarms


def _quiet(ways: Ways, name: str) -> Iterator[Step]:
    """The way on after the alarms were asked for long enough, and before them what gives the requests back."""
    choice = text(at(ways.states[name], "Next"))
    rules = [step for step in ways.steps if step.source == choice and step.rule]
    gives_back = bool(rules) and rules[0].condition == WENT_OFF and rules[0].target in ways.calling(ATTACHES)
    if gives_back and ways.fails(rules[0]):
        yield from (step for step in rules[1:] if _seconds(ways, step) >= LONG_ENOUGH)


def _seconds(ways: Ways, step: Step) -> int:
    """How long was asked, by the number of times and the pause between them."""
    times = number(step.condition.removeprefix(BEGIN).removesuffix(END))
    pause = ways.states.get(text(at(ways.states[step.source], "Default")))
    return (times or 0) * (number(at(pause, "Seconds")) or 0)
