"""No instance has a public address: what is reached from outside is a load balancer."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly
from policy.templates.references import referred
from policy.templates.values import is_true, objects

ADDRESS, ASSOCIATION = "AWS::EC2::EIP", "AWS::EC2::EIPAssociation"


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        for settings in (launch.settings, *objects(launch.settings.get("NetworkInterfaces"))):
            asked = settings.get("AssociatePublicIpAddress", False)
            if asked is not False and asked != "false":
                yield launch.resource.violation(f"AssociatePublicIpAddress::{'true' if is_true(asked) else 'unknown'}")
    for address in assembly.resources(ADDRESS, ASSOCIATION):
        holder = address.properties.get("InstanceId")
        if holder is not None:
            yield address.violation(f"InstanceId::{referred(holder) or holder}")
