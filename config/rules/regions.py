"""Which regions an environment has, and what cannot be the same in two of them."""

from collections.abc import Iterable, Iterator

from config.model import Environment
from config.names import artifact_key_parameter
from config.places import place_name
from config.problem import Finding, Path, quoted
from config.rules.draft import Draft

RULES = 5  # that CodePipeline takes in one condition of a stage: one for each region
_OVERRIDES = 1024  # characters of ParameterOverrides, in which UpdatePipeline hands on a key of each region's store
_KEY_ARN = 100  # characters that the gate counts for an ARN which is not known yet
OF_ONE_REGION = ("vpc_id", "availability_zones", "public_subnet_ids", "private_subnet_ids", "certificate")


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment("regions"):
        if environment.regions:
            yield from _several(path, environment)
        else:
            yield from _without(path, environment)
    if draft.tools:
        yield from _stacks_of_one_name(draft, draft.tools.region)
        yield from _keys_of_stores(draft, draft.tools.region)


def _without(path: Path, environment: Environment) -> Iterator[Finding]:
    if "regions_at_once" in environment.model_fields_set:
        yield Finding((*path, "regions_at_once"), "means nothing without regions", on_key=True)
    if environment.network.regions:
        yield Finding((*path, "network", "regions"), "means nothing without regions of the environment", on_key=True)


def _several(path: Path, environment: Environment) -> Iterator[Finding]:
    if environment.region:
        yield Finding((*path, "region"), "found with regions; allowed: one of the two", on_key=True)
    if environment.bake and len(environment.regions) > RULES:
        message = (
            f"found with {len(environment.regions)} regions; allowed: with {RULES}, one for each rule of a condition"
        )
        yield Finding((*path, "bake"), message, on_key=True)
    if environment.regions_at_once > len(environment.regions):
        message = f"found {environment.regions_at_once}; allowed: at most {len(environment.regions)}, all of `regions`"
        yield Finding((*path, "regions_at_once"), message)
    for index, region in enumerate(environment.regions):
        if region in environment.regions[:index]:
            yield Finding((*path, "regions", index), f"found {region} a second time; allowed: once")
    yield from _sites((*path, "network"), environment)


def _sites(path: Path, environment: Environment) -> Iterator[Finding]:
    for key in OF_ONE_REGION:
        if key in environment.network.model_fields_set:
            yield Finding((*path, key), "belongs to one region; allowed: in network.regions, of each", on_key=True)
    named = [one.region for one in environment.network.regions]
    for index, region in enumerate(named):
        place = (*path, "regions", index, "region")
        if region not in environment.regions:
            yield Finding(place, f"found {region}; allowed: one of `regions`, {', '.join(environment.regions)}")
        if region in named[:index]:
            yield Finding(place, f"found {region} a second time; allowed: once")
    yield from _own_ranges(path, environment)


def _own_ranges(path: Path, environment: Environment) -> Iterator[Finding]:
    """An existing VPC has its range, and is in one region."""
    existing = [one.vpc_id for one in environment.network.regions]
    for index, vpc_id in enumerate(existing):
        if vpc_id and vpc_id in existing[:index]:
            place = (*path, "regions", index, "vpc_id")
            yield Finding(place, f"found {quoted(vpc_id)} a second time; allowed: once, a VPC is in one region")
    own = {one.region for one in environment.network.regions if one.is_existing or "cidr" in one.model_fields_set}
    if "cidr" in environment.network.model_fields_set and own.issuperset(environment.regions):
        message = "means nothing: each of `regions` has a range of its own, or that of its existing VPC"
        yield Finding((*path, "cidr"), message, on_key=True)


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


def _keys_of_stores(draft: Draft, tools_region: str) -> Iterator[Finding]:
    """Of the first environment that has more regions than there is room for, with those before it."""
    others: dict[str, None] = {}
    for path, environment in draft.each_environment():
        for index, region in enumerate(environment.regions or filter(None, (environment.region,))):
            known = len(others)
            others.update({region: None} if region != tools_region else {})
            if len(others) > known and _length_of_overrides(others) > _OVERRIDES:
                place: Path = ("regions", index) if environment.regions else ("region",)
                message = (
                    f"found {region}, for which there is no room; allowed, over all environments: the tools region and "
                    f"{known} others, whose keys CodePipeline takes in {_OVERRIDES} characters"
                )
                yield Finding((*path, *place), message)
                return


def _length_of_overrides(regions: Iterable[str]) -> int:
    """{"ArtifactKeyArnEuWest1":"arn:...",...}"""
    each = [len(artifact_key_parameter(region)) + _KEY_ARN + len('"":"",') for region in regions]
    return sum(each) + len("{}") - len(",")
