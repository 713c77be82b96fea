"""A deployment leaves the old version in service while it tries the new one: never all at once.

A configuration that is neither AWS's nor of the same template nobody has looked at here.
https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codedeploy._groups import groups
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in groups(assembly):
        name = at(group.properties, "DeploymentConfigName")
        config = resource_meant(group.stack, name, "DeploymentConfigName", "AWS::CodeDeploy::DeploymentConfig")
        if not (_is_gradual(config) if config else _is_gradual_default(name)):
            yield group.violation(f"DeploymentConfigName {text(name)}")


def _is_gradual_default(name: Any) -> bool:
    """Without a name it is CodeDeployDefault.OneAtATime."""
    return name is None or (text(name).startswith("CodeDeployDefault.") and not text(name).endswith("AllAtOnce"))


def _is_gradual(config: Located) -> bool:
    if at(config.properties, "ComputePlatform") in ("Lambda", "ECS"):
        return at(config.properties, "TrafficRoutingConfig.Type") in ("TimeBasedCanary", "TimeBasedLinear")
    healthy = text(at(config.properties, "MinimumHealthyHosts.Value"))
    return healthy.isdecimal() and int(healthy) > 0
