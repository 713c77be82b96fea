"""A template has parameters, resources and outputs; a resource properties, dependencies and what becomes of it.

A mapping, a rule or a signal that is waited for changes what is made, and the metadata of cfn-init runs commands.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.values import fields

SECTIONS = {"AWSTemplateFormatVersion", "Description", "Parameters", "Resources", "Outputs"}
ATTRIBUTES = {"Type", "Properties", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "UpdatePolicy", "Metadata"}
METADATA = ("aws:cdk:", "cdk_nag")  # read by people and by the gate, never by AWS


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        for section in sorted(stack.template.keys() - SECTIONS):
            yield stack.violation(f"Section::{section}")
        for resource in stack.resources():
            yield from (resource.violation(f"Attribute::{name}") for name in _unknown(resource))


def _unknown(resource: Located) -> list[str]:
    metadata = fields(resource.definition.get("Metadata"))
    others = [f"Metadata.{key}" for key in metadata if not key.startswith(METADATA)]
    return sorted([*(resource.definition.keys() - ATTRIBUTES), *others])
