"""A name keeps within what its service takes.

CodePipeline, CodeBuild, IAM, S3, Elastic Load Balancing and the others refuse a longer one when it is made, after
whatever came before it in the stack. The lengths are those of CloudFormation's resource schemas and of the services'
API references.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

LIMITS = {
    ("AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroupName"): 255,
    ("AWS::CloudWatch::Alarm", "AlarmName"): 255,
    ("AWS::CodeBuild::Project", "Name"): 150,
    ("AWS::CodeBuild::ReportGroup", "Name"): 128,
    ("AWS::CodeConnections::Connection", "ConnectionName"): 32,
    ("AWS::CodeDeploy::Application", "ApplicationName"): 100,
    ("AWS::CodeDeploy::DeploymentConfig", "DeploymentConfigName"): 100,
    ("AWS::CodeDeploy::DeploymentGroup", "DeploymentGroupName"): 100,
    ("AWS::CodePipeline::Pipeline", "Name"): 100,
    ("AWS::EC2::LaunchTemplate", "LaunchTemplateName"): 128,
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"): 32,
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Name"): 32,
    ("AWS::Events::Rule", "Name"): 64,
    ("AWS::IAM::InstanceProfile", "InstanceProfileName"): 128,
    ("AWS::IAM::ManagedPolicy", "ManagedPolicyName"): 128,
    ("AWS::IAM::Role", "RoleName"): 64,
    ("AWS::Lambda::Function", "FunctionName"): 64,
    ("AWS::Logs::LogGroup", "LogGroupName"): 512,
    ("AWS::S3::Bucket", "BucketName"): 63,
    ("AWS::SNS::Topic", "TopicName"): 256,
    ("AWS::WAFv2::WebACL", "Name"): 128,
}
STACK = 128


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        if len(stack.name) > STACK:
            yield stack.violation(f"{stack.name}: {len(stack.name)} characters; CloudFormation takes {STACK}")
    for resource in assembly.resources():
        for (kind, where), most in LIMITS.items():
            name = at(resource.properties, where) if resource.type == kind else None
            given = concrete(text(name), resource.stack) if name is not None else ""
            if len(given) > most:
                yield resource.violation(f"{where} {given}: {len(given)} characters; AWS takes {most}")
