"""A load balancer may call an alias, from the one target group of the template that has this alias as its target.

A permission on the function itself reaches every version of it, those not yet verified as well.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import text
from policy.templates.values import at, objects

LOAD_BALANCER = "elasticloadbalancing.amazonaws.com"
ALIAS, TARGETS = "AWS::Lambda::Alias", "AWS::ElasticLoadBalancingV2::TargetGroup"


def check(assembly: Assembly) -> Iterator[Violation]:
    for permission in assembly.resources("AWS::Lambda::Permission"):
        if at(permission.properties, "Principal") == LOAD_BALANCER:
            called = at(permission.properties, "FunctionName")
            if resource_referred(permission.stack, called, ALIAS) is None:
                yield permission.violation(f"FunctionName::{text(called)}")
            source = text(at(permission.properties, "SourceArn"))
            if source not in _calling(permission, called):
                yield permission.violation(f"SourceArn::{source}")


def _calling(permission: Located, called: object) -> set[str]:
    """By their names: the rest of a target group's ARN is Elastic Load Balancing's choice."""
    stack = permission.stack
    return {
        f"arn:aws:elasticloadbalancing:{stack.region}:{stack.account}:targetgroup/{text(at(each.properties, 'Name'))}/*"
        for each in stack.resources(TARGETS)
        if called in [at(target, "Id") for target in objects(at(each.properties, "Targets"))]
    }
