"""Where things stand in a network: which subnets the internet reaches, and who is in which."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from policy.rules._launches import INSTANCE
from policy.templates.assembly import Located, Stack
from policy.templates.references import referred
from policy.templates.values import fields, objects

SUBNET, ROUTE = "AWS::EC2::Subnet", "AWS::EC2::Route"
ASSOCIATION = "AWS::EC2::SubnetRouteTableAssociation"
GATEWAY = "AWS::EC2::InternetGateway"

GROUP, FUNCTION, SERVICE = "AWS::AutoScaling::AutoScalingGroup", "AWS::Lambda::Function", "AWS::ECS::Service"
ENDPOINT = "AWS::EC2::VPCEndpoint"


class Tenant(NamedTuple):
    resource: Located
    subnets: list[Any]  # as the template names them


def public_subnets(stack: Stack) -> set[str]:
    """Logical ids of subnets from which a route leads to an internet gateway."""
    tables = {referred(route.properties.get("RouteTableId")) for route in _routes_to_the_internet(stack)}
    return {
        referred(association.properties.get("SubnetId"))
        for association in stack.resources(ASSOCIATION)
        if referred(association.properties.get("RouteTableId")) in tables
    }


def tenants(stack: Stack) -> Iterator[Tenant]:
    """What computes, and the endpoints that it calls, and so belongs in private subnets.

    A group must name some; a function may do without a VPC, an endpoint in route tables stands in none.
    """
    for resource in stack.resources(GROUP, INSTANCE, FUNCTION, SERVICE, ENDPOINT):
        subnets = _subnets(resource)
        if subnets or resource.type == GROUP:
            yield Tenant(resource, subnets)


def _subnets(resource: Located) -> list[Any]:
    properties = resource.properties
    if resource.type == INSTANCE:
        places = (properties, *objects(properties.get("NetworkInterfaces")))
        return [place["SubnetId"] for place in places if "SubnetId" in place]
    if resource.type == GROUP:
        found = properties.get("VPCZoneIdentifier")
    elif resource.type == ENDPOINT:
        found = properties.get("SubnetIds")
    elif resource.type == FUNCTION:
        found = fields(properties.get("VpcConfig")).get("SubnetIds")
    else:
        found = fields(fields(properties.get("NetworkConfiguration")).get("AwsvpcConfiguration")).get("Subnets")
    return found if isinstance(found, list) else []


def _routes_to_the_internet(stack: Stack) -> Iterator[Located]:
    gateways = {gateway.logical_id for gateway in stack.resources(GATEWAY)}
    for route in stack.resources(ROUTE):
        gateway = route.properties.get("GatewayId")
        if referred(gateway) in gateways or (isinstance(gateway, str) and gateway.startswith("igw-")):
            yield route
