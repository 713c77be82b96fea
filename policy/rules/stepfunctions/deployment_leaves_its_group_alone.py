"""A deployment that a machine creates says what it brings and to which group, and overrides nothing of that group.

CreateDeployment may name another pace and other alarms than the group's, or none, and no rollback.
https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeployment.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.stepfunctions._paths import DEPLOYS, releases
from policy.templates.assembly import Assembly
from policy.templates.values import fields

SAID = {"ApplicationName", "DeploymentGroupName", "Description", "Revision"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for ways in releases(assembly):
        for name in ways.calling(DEPLOYS):
            said = {argument.removesuffix(".$") for argument in fields(ways.arguments(name))}
            for argument in sorted(said - SAID):
                yield ways.machine.violation(f"{name}::{argument}")
