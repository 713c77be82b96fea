"""A function: its alias asks one version, which is the last good release, with the memory that is asked for."""

from collections.abc import Iterator

from bench.releases.drift import balancer
from bench.releases.live import Live
from config import names


def drift(live: Live, good: str) -> Iterator[str]:
    functions = live.client("lambda")
    alias = functions.get_alias(FunctionName=live.name, Name=names.LIVE_ALIAS)
    if further := (alias.get("RoutingConfig") or {}).get("AdditionalVersionWeights"):
        yield f"the alias asks further versions: {further}"
    version = functions.get_function_configuration(FunctionName=live.name, Qualifier=alias["FunctionVersion"])
    if version["MemorySize"] != live.asked.function.memory_mb:
        yield f"version {version['Version']} has {version['MemorySize']} MB, not {live.asked.function.memory_mb}"
    if version["Description"] != good:
        yield f"version {version['Version']} is of commit {version['Description']}"
    for group in balancer.serving(live):
        ids = [one["Target"]["Id"] for one in balancer.targets(live, group)]
        if ids and ids != [alias["AliasArn"]]:
            yield f"the requests go to {ids}"
