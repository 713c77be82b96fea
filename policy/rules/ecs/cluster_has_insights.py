"""A cluster measures its tasks and containers with Container Insights: what a dying task lacked shows nowhere else.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, pairs

ON = ("enabled", "enhanced")


def check(assembly: Assembly) -> Iterator[Violation]:
    for cluster in assembly.resources("AWS::ECS::Cluster"):
        insights = text(pairs(at(cluster.properties, "ClusterSettings"), key="Name").get("containerInsights", "none"))
        if insights not in ON:
            yield cluster.violation(f"containerInsights::{insights}")
