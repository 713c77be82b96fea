"""When an environment has instances: only where something stops and starts again, and releases come while it runs."""

from collections.abc import Iterator

from config.model import Environment, Window
from config.model.running import Running
from config.problem import Finding, Path, quoted
from config.rules.draft import Draft
from config.rules.windows import of_a_week
from config.strategies import strategy_of

_MIDNIGHT = 24
_NOT_STOPPED = {
    "lambda": "a function that nobody asks costs nothing, and has nothing to stop",
    "ecs": "CodeDeploy would wait for tasks that a stopped service does not have",
    "blue-green": "only a release knows which of the two fleets is to come back",
}


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        running = environment.running
        why = _NOT_STOPPED.get(environment.target) or _NOT_STOPPED.get(strategy_of(environment))
        if running and why:
            yield Finding((*path, "running"), f"{why}; allowed: with target ec2, strategy in-place, only")
        elif running:
            yield from of_a_week((*path, "running"), running)
            yield from _ends((*path, "running"), running)
            yield from _releases(path, environment, running)


def _ends(path: Path, running: Running) -> Iterator[Finding]:
    if running.first_and_end[1] == _MIDNIGHT:
        message = f"found {quoted(running.hours)}; allowed: an end before midnight, such as 07-23"
        yield Finding((*path, "hours"), message)


def _releases(path: Path, environment: Environment, running: Running) -> Iterator[Finding]:
    """CodeDeploy fails a deployment to a group without instances, and starts take their time."""
    if environment.asked:
        message = "with approval a release begins when somebody answers, though nothing may run then; allowed: without"
        yield Finding((*path, "running"), message)
    if environment.window is None or not _is_within(environment.window, running):
        yield Finding(
            (*path, "running"),
            "a release needs instances; allowed: with a window on these days, in this time zone, that opens an hour "
            "after they start at the earliest and closes an hour before they stop at the latest",
        )


def _is_within(window: Window, running: Running) -> bool:
    (opens, closes), (start, stop) = window.first_and_end, running.first_and_end
    same_zone, on_its_days = window.time_zone == running.time_zone, set(window.each_day) <= set(running.each_day)
    return same_zone and on_its_days and start < opens and closes < stop
