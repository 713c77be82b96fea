"""A deployment that a machine creates says what it brings and to which group, and overrides nothing of that group.

CreateDeployment may name another pace and other alarms than the group's, or none, and no rollback. What is known to
work, by the machine's own history, may come without alarms, and at another pace: it is what mends the alarm that is on.
https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeployment.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.stepfunctions._paths import DEPLOYS, Ways, releases
from policy.rules.stepfunctions._returns import goes_back
from policy.templates.assembly import Assembly
from policy.templates.values import fields

SAID = {"ApplicationName", "DeploymentGroupName", "Description", "Revision"}
SAID_OF_A_RETURN = {*SAID, "DeploymentConfigName", "OverrideAlarmConfiguration"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for ways in releases(assembly):
        anew = _of_anything(ways)
        for name in ways.calling(DEPLOYS):
            said = {argument.removesuffix(".$") for argument in fields(ways.arguments(name))}
            for argument in sorted(said - (SAID if name in anew else SAID_OF_A_RETURN)):
                yield ways.machine.violation(f"{name}::{argument}")


def _of_anything(ways: Ways) -> set[str]:
    """What is reached by more than what is known to work."""
    return ways.reached([ways.start], lambda step: not goes_back(ways, step))
