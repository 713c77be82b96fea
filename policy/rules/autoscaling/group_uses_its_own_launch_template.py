"""An Auto Scaling group starts instances from a launch template of its own stack.

Launch configurations are at the end of their life, and a template from elsewhere says nothing to these rules.
https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import CONFIGURATION, TEMPLATE
from policy.rules._subnets import GROUP
from policy.templates.assembly import Assembly, Located
from policy.templates.references import referred
from policy.templates.template import text
from policy.templates.values import keyed


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources(GROUP):
        for other in ("LaunchConfigurationName", "InstanceId"):
            if other in group.properties:
                yield group.violation(other)
        templates = {template.logical_id for template in group.stack.resources(TEMPLATE)}
        for named in list(_launch_templates(group)) or ["none"]:
            if referred(named) not in templates:
                yield group.violation(f"LaunchTemplate::{text(named)}")
    for configuration in assembly.resources(CONFIGURATION):
        yield configuration.violation(CONFIGURATION)


def _launch_templates(group: Located) -> Iterator[object]:
    """The group's one, or those of a mixed group and its overrides."""
    for _, holder in keyed([group.properties.get("LaunchTemplate"), group.properties.get("MixedInstancesPolicy")]):
        for key in ("LaunchTemplateId", "LaunchTemplateName"):
            if key in holder:
                yield holder[key]
