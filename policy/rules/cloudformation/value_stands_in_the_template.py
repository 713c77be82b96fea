"""A value stands in the template, or AWS itself publishes it: no parameter of Systems Manager is read at deployment.

Whoever may write the parameter decides then what is deployed, and no review sees it. Secrets are read from where they
are kept: secret_property_is_read_at_deployment.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, fields, strings

READ = re.compile(r"\bresolve:ssm:([^}:]*)")
OF_AWS = "/aws/service/"  # https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for where, value in strings(resource.properties):
            if any(not name.startswith(OF_AWS) for name in READ.findall(value)):
                yield resource.violation(f"{where}::{value}")
    for stack in assembly.stacks:
        for name, parameter in fields(stack.template.get("Parameters")).items():
            read = text(at(parameter, "Type")).startswith("AWS::SSM::Parameter")
            if read and not text(at(parameter, "Default")).startswith(OF_AWS):
                yield stack.violation(f"Parameter::{name}")
