"""No subnet gives what starts in it a public address."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import SUBNET
from policy.templates.assembly import Assembly
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    for subnet in assembly.resources(SUBNET):
        given = subnet.properties.get("MapPublicIpOnLaunch", False)
        if text(given) != "false":
            yield subnet.violation(f"MapPublicIpOnLaunch::{text(given)}")
