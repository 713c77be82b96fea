"""A function in a VPC of its template has there an endpoint of every service that its role lets it call.

Without one a hook reports to nobody, and every release fails. Interfaces, logs and traces are Lambda's own business.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._endpoints import VPC, interface_endpoints
from policy.rules._role_policies import ROLE, permissions
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import text
from policy.templates.values import at

OF_LAMBDA = {"ec2", "logs", "xray"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        reached = {text(at(one.properties, "ServiceName")).rpartition(".")[2] for one in interface_endpoints(stack)}
        for function in stack.resources("AWS::Lambda::Function") if any(stack.resources(VPC)) else ():
            if at(function.properties, "VpcConfig") is not None:
                for service in sorted(_called(function) - OF_LAMBDA - reached):
                    yield function.violation(f"Endpoint::{service}")


def _called(function: Located) -> set[str]:
    role = resource_referred(function.stack, at(function.properties, "Role"), ROLE)
    said = permissions(role) if role else ()
    return {action.partition(":")[0].lower() for statement in said for action in statement.actions}
