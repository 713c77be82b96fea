"""Where environments are. Each region of an environment is a place: an environment of one region, with own names.

The place in the tools region bears the environment's own name, and so does that of the one region which `region`
names: a second region leaves the first one's stack as it is. A place of several keeps them in `regions`.
"""

from collections.abc import Iterator
from itertools import takewhile

from config.model import Environment, Pipeline


def places(config: Pipeline) -> tuple[Environment, ...]:
    """Of all environments: what has a stack, roles and an application of its own."""
    return tuple(place for environment in config.environments for place in places_of(config, environment))


def reached(config: Pipeline, before: str | None) -> tuple[Environment, ...]:
    """The places of the environments that come before the one of that name; all, without one."""
    there = takewhile(lambda environment: environment.name != before, config.environments)
    return tuple(place for environment in there for place in places_of(config, environment))


def places_of(config: Pipeline, environment: Environment) -> tuple[Environment, ...]:
    """In the order in which a release reaches them."""
    return tuple(_place(environment, region, config.tools.region) for region in environment.regions) or (environment,)


def audited(config: Pipeline) -> tuple[Environment, ...]:
    """The first place in each account but the tools account: with it comes the account's trail.

    A second trail of an account would cost money and record the same. Nothing where there is a trail already.
    """
    if config.audit.trail:
        return ()
    first = {place.account: place for place in reversed(places(config)) if place.account != config.tools.account}
    return tuple(place for place in places(config) if first.get(place.account) == place)


def waves(config: Pipeline, environment: Environment) -> Iterator[tuple[Environment, ...]]:
    """Places that a release changes side by side, wave after wave."""
    found, at_once = places_of(config, environment), environment.regions_at_once
    return (found[start : start + at_once] for start in range(0, len(found), at_once))


def other_regions(config: Pipeline) -> tuple[str, ...]:
    """Those but the tools region in which there are environments: each has an artifact store of its own."""
    found = dict.fromkeys(place.region for place in places(config) if place.region not in (None, config.tools.region))
    return tuple(region for region in found if region)


def place_name(environment: str, region: str, tools_region: str) -> str:
    return environment if region == tools_region else f"{environment}-{short_region(region)}"


def short_region(region: str) -> str:
    """`eu-central-1` -> `euc1`, `ap-southeast-2` -> `apse2`: names of roles have room for no more."""
    area, direction, number = region.split("-")
    short = direction
    for word in ("north", "south", "east", "west", "central"):
        short = short.replace(word, word[0])
    return f"{area}{short}{number}"


def _place(environment: Environment, region: str, tools_region: str) -> Environment:
    name = place_name(environment.name, region, tools_region)
    return environment.model_copy(update={"name": name, "region": region, "network": environment.network.of(region)})
