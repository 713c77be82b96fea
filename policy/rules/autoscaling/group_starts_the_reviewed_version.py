"""An Auto Scaling group starts instances from the version of its launch template that the same deployment made.

`$Latest` is whatever somebody added since; a number is what the template said once, so that no change arrives.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-autoscaling-autoscalinggroup-launchtemplatespecification.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._subnets import GROUP
from policy.templates.assembly import Assembly
from policy.templates.references import referred
from policy.templates.template import text
from policy.templates.values import at, keyed


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources(GROUP):
        for _, holder in keyed([at(group.properties, "LaunchTemplate"), at(group.properties, "MixedInstancesPolicy")]):
            if "LaunchTemplateId" in holder or "LaunchTemplateName" in holder:
                version = {"Fn::GetAtt": [referred(holder.get("LaunchTemplateId")), "LatestVersionNumber"]}
                if at(holder, "Version") != version:
                    yield group.violation(f"LaunchTemplate.Version::{text(at(holder, 'Version'))}")
