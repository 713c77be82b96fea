"""No code of anybody's runs while a stack is deployed: no custom resource, macro, transform, hook or nested stack.

What such code makes stands in no template, so that no review and no rule sees it.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import keys

KINDS = ("Custom::", "AWS::CloudFormation::")
SECTIONS = ("Transform", "Hooks")


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        for section in SECTIONS:
            for name in listed(stack.template.get(section, [])):
                yield stack.violation(f"{section}::{text(name)}")
    for resource in assembly.resources():
        if resource.type.startswith(KINDS):
            yield resource.violation(f"Type::{resource.type}")
        for where, key in keys(resource.definition):
            if key == "Fn::Transform":
                yield resource.violation(f"{key}::{where}")
