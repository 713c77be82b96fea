"""What a stage that failed does on its own meets all that any release meets there: approval, window, CodeDeploy."""

from collections.abc import Iterator

from config.model import Environment
from config.problem import Finding
from config.rules.draft import Draft
from config.strategies import is_by_state_machine, strategy_of

_ASKED = {
    "rollback": "with approval, a rollback asks for approval itself, and a rejected approval starts one",
    "retry": "with approval, a retry asks for approval once more, also after a rejected one",
}
_WAITS = (
    "with window, a rollback waits for it too: what an alarm starts after hours arrives when the window opens next, "
    "unless somebody overrides it"
)
_BLOCKED = (
    "with bake, the alarm that starts a rollback is still on when that comes to its Release, and CodePipeline's own "
    "action begins none then: the former version waits for a person (the runbook's section `rolled-back` has the "
    "commands)"
)
_GOES_THROUGH = "; with `strategy: blue-green` it comes back whatever alarms say"
_IN_THE_WAY = (
    "in place, a failed Release is rolled back by CodeDeploy, which begins no other deployment meanwhile: a retry that "
    "comes before it is done is spent; what fails before the Release, or has nothing to return to, is tried again"
)


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        for says in _meets(environment):
            yield Finding((*path, "on_failure"), says)


def _meets(environment: Environment) -> Iterator[str]:
    if environment.on_failure and environment.asked:
        yield _ASKED[environment.on_failure]
    if environment.on_failure == "rollback" and environment.window:
        yield _WAITS
    if environment.on_failure == "rollback" and environment.bake and not is_by_state_machine(environment):
        yield _BLOCKED + _GOES_THROUGH * (environment.target == "ec2")
    if environment.on_failure == "retry" and strategy_of(environment) == "in-place":
        yield _IN_THE_WAY
