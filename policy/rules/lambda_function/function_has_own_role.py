"""Every function has a role of its own, which no other function and no state machine or deployment group has.

A hook may report on deployments and the application may not; whoever shares a role may do what the other needs.
https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
"""

from collections import Counter
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at

FUNCTION = "AWS::Lambda::Function"
ROLES = {
    FUNCTION: "Role",
    "AWS::StepFunctions::StateMachine": "RoleArn",
    "AWS::CodeDeploy::DeploymentGroup": "ServiceRoleArn",
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        users = Counter(_role(user) for user in stack.resources(*ROLES))
        for function in stack.resources(FUNCTION):
            if at(function.properties, "Role") is None or users[_role(function)] > 1:
                yield function.violation("Role")


def _role(user: Located) -> str:
    return text(at(user.properties, ROLES[user.type]))
