"""A service says that its tasks have no public address.

Unsaid, whoever creates the service decides: consoles and tools differ.
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
"""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.finding import Violation
from policy.security_groups import ECS_SERVICE
from policy.template import text
from policy.values import fields

TASK_SET = "AWS::ECS::TaskSet"


def check(assembly: Assembly) -> Iterator[Violation]:
    for service in assembly.resources(ECS_SERVICE, TASK_SET):
        network = fields(fields(service.properties.get("NetworkConfiguration")).get("AwsvpcConfiguration"))
        assigned = text(network.get("AssignPublicIp", "not set"))
        if assigned != "DISABLED":
            yield service.violation(f"AssignPublicIp::{assigned}")
