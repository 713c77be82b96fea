"""Alarms that the target of an environment has, and limits that they can reach."""

from collections.abc import Iterator

from config.model import Environment
from config.problem import Finding
from config.rules.draft import Draft
from config.strategies import ALARMS_OF_TARGET, strategy_of


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        allowed, alarms = ALARMS_OF_TARGET[environment.target], environment.alarms
        for key in sorted(alarms.model_fields_set.difference(allowed)):
            message = f"means nothing to target {environment.target}; allowed there: {', '.join(allowed)}"
            yield Finding((*path, "alarms", key), message, on_key=True)
        most = _failing_while_others_serve(environment)
        if "unhealthy_hosts" in alarms.model_fields_set.intersection(allowed) and alarms.unhealthy_hosts > most:
            allows = f"at most {most}" if most else "none, with a single host"
            message = f"found {alarms.unhealthy_hosts}; allowed: {allows}: it counts hosts that fail while others serve"
            yield Finding((*path, "alarms", "unhealthy_hosts"), message)


def _failing_while_others_serve(environment: Environment) -> int:
    """The most that there can be, in a release too, which adds a fleet of hosts or a set of tasks."""
    if environment.target == "ecs":
        return 2 * (environment.task.desired - 1)
    fleets = 2 if strategy_of(environment) == "blue-green" else 1
    return fleets * environment.capacity.max - 1
