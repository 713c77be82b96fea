"""Functions and interface endpoints in a stack's network, by their security groups."""

from policy.templates.assembly import Located, Stack
from policy.templates.references import referred
from policy.templates.template import listed
from policy.templates.values import at

ENDPOINT, FUNCTION, VPC = "AWS::EC2::VPCEndpoint", "AWS::Lambda::Function", "AWS::EC2::VPC"
HTTPS = (443, 443)


def interface_endpoints(stack: Stack) -> list[Located]:
    """All but those for S3 and DynamoDB that stand in route tables, which is what an endpoint is by default."""
    kinds = ("Gateway", "GatewayLoadBalancer")
    return [one for one in stack.resources(ENDPOINT) if at(one.properties, "VpcEndpointType") not in (None, *kinds)]


def groups_of_endpoints(stack: Stack) -> set[str]:
    return {
        referred(group)
        for one in interface_endpoints(stack)
        for group in listed(at(one.properties, "SecurityGroupIds") or [])
    } - {""}


def groups_of_functions(stack: Stack) -> set[str]:
    return {
        referred(group)
        for one in stack.resources(FUNCTION)
        for group in listed(at(one.properties, "VpcConfig.SecurityGroupIds") or [])
    } - {""}
