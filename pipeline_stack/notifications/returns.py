"""A return of a blue-green environment by hand: what is told of it, and which commit serves since then.

The last execution of its state machine that succeeded says it, in a role of the environment's account. Step Functions
calls no other region than its own: elsewhere the message of the return is all that is told of it.
"""

from config import names
from config.model import Environment, Pipeline
from config.strategies import is_asked_for_returns, returns_by_hand
from pipeline_stack.notifications import wording
from pipeline_stack.notifications.asl import call, choice, note, or_else
from stack_parts.asl import State, States, expression

PAGE = "'states/home?region=' & $told.region & '#/statemachines/view/' & $told.named"


def returned(console: str) -> States:
    """What a return's own message says. `console`: of the region, in JSONata."""
    line = f"'Serves again: commit ' & {wording.short('$commit')}"
    return {
        "Facts of a return": note(
            "Message",
            about="$place.about",
            commit=f"($commit := $parse($told.said).Commit; $commit = '' ? '' : {line})",
            reason="'Somebody gave the requests back to the former fleet'",
            asked="''",
            link=f"{console} & {PAGE}",
        )
    }


def look_for_return(then: str) -> States:
    """Begins with `Was there a return?`; `returned` is the commit, empty where a release came last."""
    listed = {"StateMachineArn": expression("$place.machine"), "StatusFilter": "SUCCEEDED", "MaxResults": 1}
    serves = "$exists($parse($states.result.Input).Return) ? $parse($states.result.Output).Commit : ''"
    return {
        "Was there a return?": choice(("$place.look = ''", then), otherwise="Last release or return"),
        "Last release or return": _look(
            call(
                "sfn:listExecutions",
                listed,
                "Is there one?",
                {"last": or_else("$states.result.Executions[0].ExecutionArn", "''")},
            )
        ),
        "Is there one?": choice(("$last = ''", then), otherwise="Which of them"),
        "Which of them": _look(
            call("sfn:describeExecution", {"ExecutionArn": expression("$last")}, then, {"returned": serves})
        ),
    }


def known_of(config: Pipeline, place: Environment) -> dict[str, str]:
    """How it can be looked for, and what to call the commit that was released where it cannot."""
    asked, may_return = is_asked_for_returns(config, place), returns_by_hand(place)
    return {
        "look": names.environment_role_arn(config, place, names.LOOK) if asked else "",
        "machine": names.release_machine_arn(config, place) if asked else "",
        "says": "Last released" if may_return and not asked else "Released",
    }


def _look(state: State) -> State:
    return {**state, "Credentials": {"RoleArn": expression("$place.look")}}
