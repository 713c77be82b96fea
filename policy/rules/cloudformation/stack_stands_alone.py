"""No stack exports a value or imports one: two stacks tied together can no longer change one by one.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import fields, keys

IMPORTS = ("Fn::ImportValue", "Fn::GetStackOutput")


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        for name, output in sorted(stack.template.get("Outputs", {}).items()):
            if "Export" in output:
                yield stack.violation(f"Export::{text(fields(output['Export']).get('Name', name))}")
    for resource in assembly.resources():
        for where, key in keys(resource.definition):
            if key in IMPORTS:
                yield resource.violation(f"{key}::{where}")
