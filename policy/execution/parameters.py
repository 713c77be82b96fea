"""Values that CloudFormation fetches itself, with its execution role: {{resolve:...}} and parameters from SSM.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
"""

import json
import re
from collections.abc import Iterator

from policy.execution.values import PARTITION
from policy.templates.assembly import Located, Stack

REFERENCE = re.compile(r"{{resolve:(ssm|ssm-secure|secretsmanager):([^}\"]+)}}")
PUBLIC = "/aws/"  # AWS's own parameters, which no account owns
FROM_SSM = ("AWS::SSM::Parameter::Name", "AWS::SSM::Parameter::Value<")


def read_by(resource: Located) -> Iterator[tuple[str, str]]:
    """(action, ARN) of each dynamic reference."""
    for service, key in sorted(set(REFERENCE.findall(json.dumps(resource.definition)))):
        if service == "secretsmanager":
            yield "secretsmanager:GetSecretValue", _secret(resource.stack, key)
        else:
            yield "ssm:GetParameters", _parameter(resource.stack, key.partition(":")[0])


def read_by_parameters(stack: Stack) -> Iterator[tuple[str, str, str, str]]:
    """(parameter, operation, action, ARN)."""
    for parameter, definition in sorted(stack.template.get("Parameters", {}).items()):
        if definition["Type"].startswith(FROM_SSM):
            for operation in ("create", "update"):
                yield parameter, operation, "ssm:GetParameters", _parameter(stack, definition.get("Default", "*"))


def _parameter(stack: Stack, name: str) -> str:
    account = "" if name.startswith(PUBLIC) else stack.account
    return f"arn:{PARTITION}:ssm:{stack.region}:{account}:parameter/{name.removeprefix('/')}"


def _secret(stack: Stack, key: str) -> str:
    """By ARN, or by name: then AWS ends the ARN with six characters of its own."""
    if key.startswith("arn:"):
        return ":".join(key.split(":")[:7])
    return f"arn:{PARTITION}:secretsmanager:{stack.region}:{stack.account}:secret:{key.partition(':')[0]}-??????"
