"""The endpoint of Lambda has a policy that lets roles of its template invoke functions of its template, and no more.

Without one it carries any call on any function of any account, with whosever credentials.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-endpoints.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules._conditions import values
from policy.rules._endpoints import FUNCTION, interface_endpoints
from policy.rules._role_arns import arn_of
from policy.rules._role_policies import ROLE
from policy.templates.assembly import Assembly, Stack
from policy.templates.statements import Statement, statements
from policy.templates.template import text
from policy.templates.values import at

SERVICE = ".lambda"
ASKS = ("lambda:InvokeFunction",)


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        for endpoint in interface_endpoints(stack):
            if text(at(endpoint.properties, "ServiceName")).endswith(SERVICE):
                said = [one for one in statements(endpoint) if one.allows]
                if not said:
                    yield endpoint.violation("PolicyDocument::none")
                for statement in said:
                    if not (_of_roles(statement) and _of_functions(statement)):
                        yield endpoint.violation(statement.name)


def _of_roles(statement: Statement) -> bool:
    stack = statement.holder.stack
    ours = {arn_of(role) for role in stack.resources(ROLE)}
    named = {concrete(value, stack) for value in values(statement, "aws:PrincipalArn")}
    return bool(named) and named <= ours


def _of_functions(statement: Statement) -> bool:
    if statement.not_actions or statement.not_resources or not set(statement.actions) <= set(ASKS):
        return False
    asked = {concrete(one, statement.holder.stack).removesuffix(":*") for one in statement.resources}
    return bool(asked) and asked <= _functions(statement.holder.stack)


def _functions(stack: Stack) -> set[str]:
    names = [text(at(one.properties, "FunctionName")) for one in stack.resources(FUNCTION)]
    return {f"arn:aws:lambda:{stack.region}:{stack.account}:function:{name}" for name in names}
