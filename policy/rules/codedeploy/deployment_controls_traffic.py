"""A deployment takes what it changes out of traffic: with traffic control, and with the load balancer that it needs.

Lambda needs no load balancer: an alias shifts its traffic.
https://docs.aws.amazon.com/codedeploy/latest/userguide/integrations-aws-elastic-load-balancing.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.values import at

BALANCERS = ("ElbInfoList", "TargetGroupInfoList", "TargetGroupPairInfoList")


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in groups(assembly):
        option = at(group.properties, "DeploymentStyle.DeploymentOption")
        if option != "WITH_TRAFFIC_CONTROL":
            yield group.violation(f"DeploymentOption {option}")
        balancers: list[Any] = [at(group.properties, f"LoadBalancerInfo.{kind}") for kind in BALANCERS]
        if not any(balancers) and not _is_lambda(group):
            yield group.violation("LoadBalancerInfo")


def _is_lambda(group: Located) -> bool:
    name = group.properties.get("ApplicationName")
    application = resource_meant(group.stack, name, "ApplicationName", "AWS::CodeDeploy::Application")
    return application is not None and at(application.properties, "ComputePlatform") == "Lambda"
