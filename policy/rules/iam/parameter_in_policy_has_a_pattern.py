"""A template's parameter that stands in a policy takes no wildcard: by its AllowedPattern or AllowedValues.

What a parameter is given at deployment no one reviews. A type such as AWS::EC2::VPC::Id is checked by
CloudFormation itself.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.rules._arns import has_wildcard
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

REFERENCE = re.compile(r"\$\{(\w+)\}")
WIDE = ("*", "?", "arn:*", "arn:aws:kms:eu-central-1:111111111111:key/*", "arn:aws:s3:::*", "name*")


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        parameters = resource.stack.template.get("Parameters", {})
        for statement in statements(resource):
            for name in sorted(_references(statement) & parameters.keys()):
                if statement.allows and _takes_wildcard(parameters[name]):
                    yield resource.violation(f"{statement.name}::{name}")


def _references(statement: Statement) -> set[str]:
    written = [*statement.resources, *(value for _, _, values in statement.conditions for value in values)]
    return {name for text in written for name in REFERENCE.findall(text)}


def _takes_wildcard(parameter: Mapping[str, Any]) -> bool:
    given = [parameter.get("Default", ""), *parameter.get("AllowedValues", [])]
    if any(has_wildcard(str(value)) for value in given):
        return True
    pattern = parameter.get("AllowedPattern")
    if pattern:
        return any(re.fullmatch(pattern, value) for value in WIDE)
    return "AllowedValues" not in parameter and not parameter["Type"].startswith("AWS::EC2::")
