"""A deployment leaves the old version in service while it tries the new one: never all at once.

What a configuration of the template keeps in service of servers is a choice of pipeline.yml: the exceptions hold it to
that number. One that is neither AWS's nor of the same template nobody has looked at here.
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
        if config and not _is_of_traffic(config):
            hosts = at(config.properties, "MinimumHealthyHosts")
            yield group.violation(f"MinimumHealthyHosts {text(at(hosts, 'Type'))} {text(at(hosts, 'Value'))}")
        elif not (_is_gradual(config) if config else _is_gradual_default(name)):
            yield group.violation(f"DeploymentConfigName {text(name)}")


def _is_gradual_default(name: Any) -> bool:
    """Without a name it is CodeDeployDefault.OneAtATime."""
    return name is None or (text(name).startswith("CodeDeployDefault.") and not text(name).endswith("AllAtOnce"))


def _is_of_traffic(config: Located) -> bool:
    return at(config.properties, "ComputePlatform") in ("Lambda", "ECS")


def _is_gradual(config: Located) -> bool:
    return at(config.properties, "TrafficRoutingConfig.Type") in ("TimeBasedCanary", "TimeBasedLinear")
