"""What a role may do to builds, deployments, topics, stacks and the like, it may do to those of these templates.

A name that no template makes is somebody else's, or becomes so. Buckets, keys, roles and log groups have rules of
their own.
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules.codepipeline._pipeline import approval_arns
from policy.rules.stepfunctions._machines import MACHINE, paces
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import resource_referred
from policy.templates.statements import statements
from policy.templates.template import text
from policy.templates.values import at

APPLICATION, GROUP = "AWS::CodeDeploy::Application", "AWS::CodeDeploy::DeploymentGroup"
# The service and the resource part of the ARN, which names the resource by one of its properties.
FORMATS = {
    "AWS::AutoScaling::AutoScalingGroup": (
        "autoscaling",
        "autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}",
    ),
    "AWS::CodeBuild::Project": ("codebuild", "project/{Name}"),
    "AWS::CodeBuild::ReportGroup": ("codebuild", "report-group/{Name}"),
    APPLICATION: ("codedeploy", "application:{ApplicationName}"),
    "AWS::CodePipeline::Pipeline": ("codepipeline", "{Name}"),
    "AWS::ElasticLoadBalancingV2::TargetGroup": ("elasticloadbalancing", "targetgroup/{Name}/*"),
    "AWS::SNS::Topic": ("sns", "{TopicName}"),
}
SERVICES = {service for service, _ in FORMATS.values()} | {"cloudformation"}


def check(assembly: Assembly) -> Iterator[Violation]:
    declared = {arn for stack in assembly.stacks for arn in _declared(stack)} | set(approval_arns(assembly))
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows:
                for named in statement.resources:
                    arn = concrete(named, resource.stack)
                    if arn.startswith("arn:") and arn.split(":")[2] in SERVICES and arn not in declared:
                        yield resource.violation(f"{statement.name}::{named}")


def _declared(stack: Stack) -> Iterator[str]:
    yield _arn(stack, "cloudformation", f"stack/{stack.name}/*")
    for resource in stack.resources(*FORMATS):
        service, form = FORMATS[resource.type]
        yield _arn(stack, service, _filled_in(form, resource))
    for group in stack.resources(GROUP):
        config = text(at(group.properties, "DeploymentConfigName") or "CodeDeployDefault.OneAtATime")
        name = text(at(group.properties, "DeploymentGroupName"))
        yield _arn(stack, "codedeploy", f"deploymentgroup:{_application(group)}/{name}")
        yield _arn(stack, "codedeploy", f"deploymentconfig:{config}")
    for machine in stack.resources(MACHINE):
        yield from (_arn(stack, "codedeploy", f"deploymentconfig:{pace}") for pace in paces(machine))


def _filled_in(form: str, resource: Located) -> str:
    """A resource without a name of its own gets one that no policy can know."""
    return re.sub(r"\{(\w+)\}", lambda name: text(at(resource.properties, name[1]) or "?"), form)


def _application(group: Located) -> str:
    named = at(group.properties, "ApplicationName")
    application = resource_referred(group.stack, named, APPLICATION)
    return text(at(application.properties, "ApplicationName") if application else named)


def _arn(stack: Stack, service: str, resource: str) -> str:
    return f"arn:aws:{service}:{stack.region}:{stack.account}:{resource}"
