"""What runs the application and how a release replaces it must go together."""

from collections.abc import Iterator
from math import ceil

from config.model import Environment
from config.model.traffic import MOST_MINUTES
from config.names import COLOURS
from config.problem import Finding, Path, quoted
from config.rules.draft import Draft
from config.strategies import PART_OF_TARGET, STRATEGIES, STRATEGIES_OF_KEY, keeps_former, strategy_of


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        if environment.target not in STRATEGIES:
            yield Finding(
                (*path, "target"), f"found {environment.target}; allowed: {', '.join(STRATEGIES)} (not supported yet)"
            )
            continue
        allowed = STRATEGIES[environment.target]
        if strategy_of(environment) not in allowed:
            found = f"found {environment.strategy}; allowed for target {environment.target}: {', '.join(allowed)}"
            yield Finding((*path, "strategy"), found)
            continue
        yield from _parts(path, environment)
        yield from _keys(path, environment)
    yield from _fleets(draft)


def _parts(path: Path, environment: Environment) -> Iterator[Finding]:
    for part, target in PART_OF_TARGET.items():
        if part in environment.model_fields_set and environment.target != target:
            yield Finding((*path, part), f"means nothing to target {environment.target}; allowed: with {target} only")


def _keys(path: Path, environment: Environment) -> Iterator[Finding]:
    strategy = strategy_of(environment)
    for (part, key), strategies in STRATEGIES_OF_KEY.items():
        of_target = PART_OF_TARGET.get(part, environment.target) == environment.target
        if of_target and key in getattr(environment, part).model_fields_set and strategy not in strategies:
            message = f"means nothing to strategy {strategy}; allowed: with {', '.join(strategies)} only"
            yield Finding((*path, part, key), message)
    steps = ceil(100 / environment.traffic.percent) - 1
    if strategy == "linear" and steps * environment.traffic.interval_minutes > MOST_MINUTES:
        found = f"found {environment.traffic.interval_minutes}, {steps} times over"
        yield Finding((*path, "traffic", "interval_minutes"), f"{found}; allowed: {MOST_MINUTES} minutes in all")
    if "keep_minutes" in environment.traffic.model_fields_set and not keeps_former(environment):
        message = f"means nothing to strategy {strategy}; allowed: with blue-green, or target ecs, only"
        yield Finding((*path, "traffic", "keep_minutes"), message)


def _fleets(draft: Draft) -> Iterator[Finding]:
    """A fleet of one environment and the group of another in the same account would have the same name."""
    fleets = {
        (environment.account, f"{environment.name}-{colour}"): environment.name
        for _, environment in draft.each_environment()
        if (environment.target, environment.strategy) == ("ec2", "blue-green")
        for colour in COLOURS
    }
    for path, environment in draft.each_environment():
        owner = fleets.get((environment.account, environment.name))
        if owner is not None:
            yield Finding(
                (*path, "name"),
                f"found {quoted(environment.name)}, a fleet of environment {owner}; allowed: any other name, "
                "or another account",
            )
