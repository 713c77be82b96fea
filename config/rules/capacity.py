"""How many hosts an environment has, and how many of them a deployment may take out of service."""

from collections.abc import Iterator
from math import ceil

from config.model import Capacity
from config.problem import Finding, Path
from config.rules.draft import Draft


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        yield from _sizes((*path, "capacity"), environment.capacity)
        if environment.strategy != "blue-green":  # which takes no host out of service
            yield from _minimum_healthy((*path, "capacity"), environment.capacity)


def _sizes(path: Path, capacity: Capacity) -> Iterator[Finding]:
    if capacity.min > capacity.max:
        message = f"found {_shown(capacity, 'min')}; allowed: at most max, which is {_shown(capacity, 'max')}"
        yield Finding((*path, "min"), message)
    elif not capacity.min <= capacity.desired <= capacity.max:
        limits = f"min to max, which is {capacity.min} to {capacity.max}"
        yield Finding((*path, "desired"), f"found {_shown(capacity, 'desired')}; allowed: {limits}")


def _minimum_healthy(path: Path, capacity: Capacity) -> Iterator[Finding]:
    """CodeDeploy fails a deployment at once that cannot take even one host out of service."""
    up, desired = hosts_in_service(capacity.minimum_healthy, capacity.desired), capacity.desired
    if up >= desired:
        found = f"found {_shown(capacity, 'minimum_healthy')}, which keeps {up} of {desired} hosts up"
        most = f'"{desired - 1}" or "{100 * (desired - 1) // desired}%"'
        message = f"{found}; allowed: at most {most}, for one must be free to deploy to"
        yield Finding((*path, "minimum_healthy"), message)


def _shown(capacity: Capacity, name: str) -> str:
    value = getattr(capacity, name)
    return f"{value}" if name in capacity.model_fields_set else f"{value} (the default)"


def hosts_in_service(minimum_healthy: str, fleet: int) -> int:
    """CodeDeploy rounds a percentage of the fleet up."""
    if minimum_healthy.endswith("%"):
        return ceil(fleet * int(minimum_healthy.removesuffix("%")) / 100)
    return int(minimum_healthy)
