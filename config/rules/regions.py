"""Which regions an environment has, and what cannot be the same in two of them."""

from collections.abc import Iterator

from config.model import Environment
from config.places import place_name
from config.problem import Finding, Path, quoted
from config.rules.draft import Draft

RULES = 5  # that CodePipeline takes in one condition of a stage: one for each region
_OF_ONE_REGION = ("vpc_id", "availability_zones", "public_subnet_ids", "private_subnet_ids", "certificate")


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        if environment.regions:
            yield from _several(path, environment)
        elif "regions_at_once" in environment.model_fields_set:
            yield Finding((*path, "regions_at_once"), "means nothing without regions", on_key=True)
    if draft.tools:
        yield from _stacks_of_one_name(draft, draft.tools.region)


def _several(path: Path, environment: Environment) -> Iterator[Finding]:
    if environment.region:
        yield Finding((*path, "region"), "found with regions; allowed: one of the two", on_key=True)
    if environment.bake and len(environment.regions) > RULES:
        message = (
            f"found with {len(environment.regions)} regions; allowed: with {RULES}, one for each rule of a condition"
        )
        yield Finding((*path, "bake"), message, on_key=True)
    for index, region in enumerate(environment.regions):
        if region in environment.regions[:index]:
            yield Finding((*path, "regions", index), f"found {region} a second time; allowed: once")
    for key in _OF_ONE_REGION:
        if key in environment.network.model_fields_set:
            yield Finding(
                (*path, "network", key),
                "belongs to one region; allowed: with `region` (an environment for each region), not with `regions`",
                on_key=True,
            )


def _stacks_of_one_name(draft: Draft, tools_region: str) -> Iterator[Finding]:
    """A region's place could bear the name of another environment."""
    names = {environment.name for _, environment in draft.each_environment()}
    for path, environment in draft.each_environment():
        for index, region in enumerate(environment.regions):
            name = place_name(environment.name, region, tools_region)
            if name != environment.name and name in names:
                yield Finding(
                    (*path, "regions", index),
                    f"makes a stack called {quoted(name)}, which is an environment's name; rename that environment",
                )
