"""A listener at which CodeDeploy moves requests forwards none itself: its rules do.

An update of the listener, say for a new certificate, sets its default action to what the template says, and with it
all requests to where they went before the first deployment. A rule stays as CodeDeploy left it while its own
properties are the same.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import LISTENER
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import listed
from policy.templates.values import at, objects

ROUTES = ("ProdTrafficRoute", "TestTrafficRoute")


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in groups(assembly):
        for listener in _listeners(group):
            for action in objects(listener.properties.get("DefaultActions")):
                if action.get("Type") == "forward":
                    yield listener.violation("DefaultActions::forward")


def _listeners(group: Located) -> Iterator[Located]:
    for pair in objects(at(group.properties, "LoadBalancerInfo.TargetGroupPairInfoList")):
        for route in ROUTES:
            for arn in listed(at(pair, f"{route}.ListenerArns") or []):
                listener = resource_referred(group.stack, arn, LISTENER)
                if listener is not None:
                    yield listener
