"""A VPC of one's own, or an existing one named by all of its ids; and the certificate in front of it."""

import ipaddress
from collections.abc import Iterator

from config.model import Environment, Network
from config.problem import Finding, Path, quoted
from config.regions import OTHER_ZONES
from config.rules.draft import Draft

_EXISTING = ("vpc_id", "availability_zones", "public_subnet_ids", "private_subnet_ids")
_ZONES = 2  # a load balancer needs subnets in two zones
_LARGEST_VPC, _SMALLEST_SUBNET = 16, 27  # prefixes: AWS's limit, and a load balancer's


def check(draft: Draft) -> Iterator[Finding]:
    for place, environment in draft.each_environment():
        path, network = (*place, "network"), environment.network
        if _is_existing(network):
            yield from _existing(path, network)
        else:
            yield from _own(path, network)
        for key, ranges in (("allow", network.allow), ("allow_tests", network.allow_tests)):
            for index, cidr in enumerate(ranges):
                yield from _range((*path, key, index), cidr)
            yield from _twice(path, key, ranges)
        if "allow_tests" in network.model_fields_set and environment.target != "ecs":
            yield Finding(
                (*path, "allow_tests"), f"means nothing to target {environment.target}; allowed: with ecs only"
            )
        if environment.regions:  # which config/rules/regions.py lets have no zones and no certificate
            yield from _regions_with_default_zones(place, environment.regions)
        elif draft.tools:
            region = environment.region or draft.tools.region
            yield from _zones(path, network, region)
            yield from _certificate(path, environment, region)


def _is_existing(network: Network) -> bool:
    return bool(network.vpc_id or network.public_subnet_ids or network.private_subnet_ids)


def _existing(path: Path, network: Network) -> Iterator[Finding]:
    for name in _EXISTING:
        if not getattr(network, name):
            yield Finding((*path, name), f"missing; an existing VPC needs all of {', '.join(_EXISTING)}")
    if "cidr" in network.model_fields_set:
        message = "found with an existing VPC, which has its own range; remove it"
        yield Finding((*path, "cidr"), message, on_key=True)
    zones = network.availability_zones
    for name in ("public_subnet_ids", "private_subnet_ids"):
        subnets = getattr(network, name)
        if zones and subnets and len(subnets) != len(zones):
            message = f"found {len(subnets)}; allowed: {len(zones)}, one for each availability zone"
            yield Finding((*path, name), message)
    yield from _twice(path, "public_subnet_ids", network.public_subnet_ids)
    yield from _twice(path, "private_subnet_ids", network.private_subnet_ids, network.public_subnet_ids)


def _twice(path: Path, name: str, ids: tuple[str, ...], others: tuple[str, ...] = ()) -> Iterator[Finding]:
    for index, value in enumerate(ids):
        if value in ids[:index] or value in others:
            yield Finding((*path, name, index), f"found {quoted(value)} a second time; allowed: once")


def _own(path: Path, network: Network) -> Iterator[Finding]:
    """Room for a public and a private subnet in each zone; the range is split into equal powers of two."""
    wrong = list(_range((*path, "cidr"), network.cidr))
    yield from wrong
    subnets = 2 * (len(network.availability_zones) or _ZONES)
    smallest = _SMALLEST_SUBNET - (subnets - 1).bit_length()
    prefix = int(network.cidr.partition("/")[2])
    if not wrong and not _LARGEST_VPC <= prefix <= smallest:
        message = f"found /{prefix}; allowed: /{_LARGEST_VPC} to /{smallest}, for {subnets} subnets"
        yield Finding((*path, "cidr"), message)


def _range(path: Path, cidr: str) -> Iterator[Finding]:
    try:
        network = ipaddress.IPv4Network(cidr, strict=False)
    except ValueError:
        yield Finding(path, f"found {quoted(cidr)}; allowed: an IPv4 range in CIDR form, like 10.0.0.0/16")
        return
    if str(network) != cidr:
        yield Finding(path, f"found {quoted(cidr)}, whose range begins elsewhere; did you mean {network}?")


def _zones(path: Path, network: Network, region: str) -> Iterator[Finding]:
    if region in OTHER_ZONES and not network.availability_zones and not _is_existing(network):
        message = f"missing; in {region} accounts differ in their zones: name those that the account has"
        yield Finding((*path, "availability_zones"), message)
    if 0 < len(network.availability_zones) < _ZONES:
        message = f"found 1; allowed: at least {_ZONES}, for the load balancer"
        yield Finding((*path, "availability_zones"), message)
    yield from _twice(path, "availability_zones", network.availability_zones)
    for index, zone in enumerate(network.availability_zones):
        if zone[:-1] != region:
            yield Finding((*path, "availability_zones", index), f"found {quoted(zone)}; allowed: a zone of {region}")


def _regions_with_default_zones(place: Path, regions: tuple[str, ...]) -> Iterator[Finding]:
    for index, region in enumerate(regions):
        if region in OTHER_ZONES:
            message = f"found {region}, where accounts differ in their zones; allowed: as `region` of an environment "
            yield Finding((*place, "regions", index), f"{message}that names its network.availability_zones")


def _certificate(path: Path, environment: Environment, region: str) -> Iterator[Finding]:
    """A load balancer takes certificates of its own region and account only."""
    if not environment.network.certificate:
        return
    place = environment.network.certificate.split(":")[3:5]
    if place != [region, environment.account]:
        yield Finding(
            (*path, "certificate"),
            f"found a certificate in {place[0]} of account {place[1]}; "
            f"allowed: one in {region} of account {environment.account}, where the load balancer is",
        )
