"""A VPC of one's own, or an existing one named by all of its ids; and the certificate in front of it."""

import ipaddress
from collections.abc import Iterator

from config.model import Environment, Network
from config.problem import Finding, Path, quoted
from config.regions import OTHER_ZONES
from config.rules.draft import Draft
from config.rules.regions import OF_ONE_REGION

_EXISTING = ("vpc_id", "availability_zones", "public_subnet_ids", "private_subnet_ids")
_ZONES = 2  # a load balancer needs subnets in two zones
_LARGEST_VPC, _SMALLEST_SUBNET = 16, 27  # prefixes: AWS's limit, and a load balancer's


def check(draft: Draft) -> Iterator[Finding]:
    for place, environment in draft.each_environment():
        yield from _visitors((*place, "network"), environment)
    for place, environment in draft.each_environment("network", "region", "regions"):
        path = (*place, "network")
        if environment.regions:
            yield from _in_each_region(place, environment)
        else:
            tools_region = draft.tools.region if draft.tools else None
            yield from _site(path, environment, environment.network, environment.region or tools_region)


def _visitors(path: Path, environment: Environment) -> Iterator[Finding]:
    network = environment.network
    for key, ranges in (("allow", network.allow), ("allow_tests", network.allow_tests)):
        for index, cidr in enumerate(ranges):
            yield from _range((*path, key, index), cidr)
        yield from _twice(path, key, ranges)
    if "allow_tests" in network.model_fields_set and environment.target != "ecs":
        yield Finding((*path, "allow_tests"), f"means nothing to target {environment.target}; allowed: with ecs only")


def _in_each_region(place: Path, environment: Environment) -> Iterator[Finding]:
    """What a region has of its own is found there; what it shares with others once."""
    path, shared, told = (*place, "network"), environment.network, set[Path]()
    own = {one.region: (index, one) for index, one in reversed([*enumerate(shared.regions)])}
    strictest_first = sorted(environment.regions, key=lambda region: -len(shared.of(region).availability_zones))
    for region in strictest_first:
        if region not in own and region in OTHER_ZONES:
            message = f"found {region}, where accounts differ in their zones; allowed: with its availability_zones in "
            yield Finding((*place, "regions", environment.regions.index(region)), f"{message}network.regions")
            continue
        for finding in _site(path, environment, shared.of(region), region):
            key, rest = finding.path[len(path)], finding.path[len(path) :]
            if region in own and (key in own[region][1].model_fields_set or key not in shared.model_fields_set):
                yield finding._replace(path=(*path, "regions", own[region][0], *rest))
            elif key not in OF_ONE_REGION and finding.path not in told:  # the former are refused as such
                told.add(finding.path)
                yield finding


def _site(path: Path, environment: Environment, network: Network, region: str | None) -> Iterator[Finding]:
    """`region`: None where pipeline.yml does not say it, which is an error of its own."""
    if network.is_existing:
        yield from _existing(path, network)
    else:
        yield from _own(path, network)
    if region:
        yield from _zones(path, network, region)
        yield from _certificate(path, network, environment.account, region)


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
    if region in OTHER_ZONES and not network.availability_zones and not network.is_existing:
        message = f"missing; in {region} accounts differ in their zones: name those that the account has"
        yield Finding((*path, "availability_zones"), message)
    if 0 < len(network.availability_zones) < _ZONES:
        message = f"found 1; allowed: at least {_ZONES}, for the load balancer"
        yield Finding((*path, "availability_zones"), message)
    yield from _twice(path, "availability_zones", network.availability_zones)
    for index, zone in enumerate(network.availability_zones):
        if zone[:-1] != region:
            yield Finding((*path, "availability_zones", index), f"found {quoted(zone)}; allowed: a zone of {region}")


def _certificate(path: Path, network: Network, account: str, region: str) -> Iterator[Finding]:
    """A load balancer takes certificates of its own region and account only."""
    if not network.certificate:
        return
    place = network.certificate.split(":")[3:5]
    if place != [region, account]:
        yield Finding(
            (*path, "certificate"),
            f"found a certificate in {place[0]} of account {place[1]}; "
            f"allowed: one in {region} of account {account}, where the load balancer is",
        )
