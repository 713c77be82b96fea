"""A service that CodeDeploy deploys to names the family of its task definition, no revision, and no size.

ECS refuses updates of it that name a task definition or a load balancer, and CloudFormation's always do: whatever
in the template came to change in the service would fail every later update of the stack.
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import ECS_SERVICE
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

REVISION = ":"  # webapp:7, and in every ARN


def check(assembly: Assembly) -> Iterator[Violation]:
    for service in assembly.resources(ECS_SERVICE):
        if at(service.properties, "DeploymentController.Type") != "CODE_DEPLOY":
            continue
        family = at(service.properties, "TaskDefinition")
        if not isinstance(family, str) or REVISION in family:
            yield service.violation(f"TaskDefinition::{text(family)}")
        if "DesiredCount" in service.properties:
            yield service.violation("DesiredCount")
