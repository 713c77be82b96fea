"""Every pipeline has a dashboard of its name, and every stack with a load balancer one of the stack's."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._dashboards import named
from policy.templates.assembly import Assembly
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in assembly.resources("AWS::CodePipeline::Pipeline"):
        if named(pipeline.stack, text(pipeline.properties.get("Name"))) is None:
            yield pipeline.violation("no dashboard")
    for stack in assembly.stacks:
        balancers = stack.resources("AWS::ElasticLoadBalancingV2::LoadBalancer")
        if any(balancers) and named(stack, stack.name) is None:
            yield stack.violation("no dashboard")
