"""A service says that its tasks have no public address.

Unsaid, whoever creates the service decides: consoles and tools differ.
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import ECS_SERVICE
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import fields

TASK_SET = "AWS::ECS::TaskSet"


def check(assembly: Assembly) -> Iterator[Violation]:
    for service in assembly.resources(ECS_SERVICE, TASK_SET):
        network = fields(fields(service.properties.get("NetworkConfiguration")).get("AwsvpcConfiguration"))
        assigned = text(network.get("AssignPublicIp", "not set"))
        if assigned != "DISABLED":
            yield service.violation(f"AssignPublicIp::{assigned}")
