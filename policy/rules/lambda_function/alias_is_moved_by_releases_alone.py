"""An alias stays on a version of its own template that nothing changes: releases move it, no deployment of the stack.

A version whose properties change is replaced, and takes the alias with it; a deployment that shifts an alias by
itself (UpdatePolicy) runs no hook when the alias is made.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.values import at

ALIAS, VERSION = "AWS::Lambda::Alias", "AWS::Lambda::Version"
NAMES_ONLY = {"FunctionName"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for alias in assembly.resources(ALIAS):
        if at(alias.properties, "RoutingConfig") is not None:
            yield alias.violation("RoutingConfig")
        if "UpdatePolicy" in alias.definition:
            yield alias.violation("UpdatePolicy")
        if not _is_fixed(alias):
            yield alias.violation("FunctionVersion")


def _is_fixed(alias: Located) -> bool:
    version = resource_referred(alias.stack, at(alias.properties, "FunctionVersion"), VERSION)
    return version is not None and set(version.properties) == NAMES_ONLY
