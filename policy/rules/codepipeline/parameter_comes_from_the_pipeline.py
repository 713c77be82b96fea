"""A parameter of an environment's template is given by the pipeline: it has no default, and there is no other.

A default is a value that nobody looks at, and that changes with a change of the template alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import overrides, pipelines
from policy.templates.assembly import Assembly, Stack
from policy.templates.values import fields

OWN_VALUE = "AWS::SSM::Parameter::Value"  # held by value_stands_in_the_template


def check(assembly: Assembly) -> Iterator[Violation]:
    stacks = {stack.name: stack for stack in assembly.stacks}
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if action.prepares_changes and action.stack_name in stacks:
                yield from _of(stacks[action.stack_name], overrides(action))


def _of(stack: Stack, given: Mapping[str, Any]) -> Iterator[Violation]:
    for name, parameter in fields(stack.template.get("Parameters")).items():
        if not str(fields(parameter).get("Type")).startswith(OWN_VALUE):
            if "Default" in fields(parameter):
                yield stack.violation(f"Parameter::{name} Default")
            if name not in given:
                yield stack.violation(f"Parameter::{name}")
