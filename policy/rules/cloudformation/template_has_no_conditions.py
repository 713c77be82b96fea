"""What a template deploys depends on no condition: a rule would read one thing and CloudFormation make another.

`AWS::NoValue` goes with them: it makes a property vanish that is there to read.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import keyed


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        for name in sorted(stack.template.get("Conditions", {})):
            yield stack.violation(f"Conditions::{name}")
    for resource in assembly.resources():
        if "Condition" in resource.definition:
            yield resource.violation(f"Condition::{resource.definition['Condition']}")
        for where, holder in keyed(resource.definition):
            if "Fn::If" in holder:
                yield resource.violation(f"Fn::If::{where}")
            if holder.get("Ref") == "AWS::NoValue":
                yield resource.violation(f"AWS::NoValue::{where}")
