"""A deployment that fails, that an alarm stops or that a person stops is rolled back by itself.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly
from policy.templates.template import listed
from policy.templates.values import at, is_true

EVENTS = ("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST")


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in groups(assembly):
        rollback = at(group.properties, "AutoRollbackConfiguration")
        enabled = is_true(at(rollback, "Enabled"))
        for event in EVENTS:
            if not enabled or event not in listed(at(rollback, "Events")):
                yield group.violation(event)
