"""The gate: cdk-nag's AwsSolutions rules on every stack at synthesis. A finding fails it.

An exception is a row of exceptions.py, acknowledged on the one construct that it is about.
"""

import aws_cdk as cdk
import cdk_nag
from constructs import IConstruct

from policy.exceptions import EXCEPTIONS


def attach(app: cdk.App, revisions: str) -> None:
    """Call it when every stack is there: an acknowledgment needs its construct.

    `revisions`: the ARN, with its wildcard, of the objects that CodeDeploy delivers; findings name it.
    """
    cdk.Validations.of(app).add_plugins(cdk_nag.AwsSolutionsChecks(app))
    for stack in app.node.children:
        if isinstance(stack, cdk.Stack):
            _acknowledge(stack, revisions)


def _acknowledge(stack: cdk.Stack, revisions: str) -> None:
    for exception in EXCEPTIONS:
        construct = _find(stack, exception.construct)
        if construct is not None:
            finding = exception.finding_in(stack.account, stack.region, revisions)
            reason = f"{exception.reason} {exception.control}"
            cdk.Validations.of(construct).acknowledge(cdk.Acknowledgment(id=finding, reason=reason))


def _find(root: IConstruct, path: str) -> IConstruct | None:
    """What is not there needs no exception: an environment may bring its own network, say."""
    found: IConstruct | None = root
    for part in path.split("/"):
        found = found.node.try_find_child(part) if found is not None else None
    return found
