"""What the gate lets pass, and why. Tests hold that each row answers a finding, and each finding has a row.

A finding's id is cdk-nag's own, with what it found in brackets: an exception for one wildcard is none for
another. `{account}` and `{region}` stand for the stack's, `{revisions}` for the objects that are delivered.
"""

from typing import NamedTuple


class GateException(NamedTuple):
    construct: str  # path below the stack
    finding: str
    reason: str
    control: str  # what limits the risk instead

    def finding_in(self, account: str, region: str, revisions: str) -> str:
        return self.finding.format(account=account, region=region, revisions=revisions)


_IAM5 = "AwsSolutions::AwsSolutions-IAM5"

EXCEPTIONS = (
    GateException(
        construct="Roles/update-pipeline/Policy/Resource",
        finding=f"{_IAM5}[Resource::*]",
        reason="cloudformation:ValidateTemplate takes no resource.",
        control="It reads nothing and changes nothing; it stands in a statement of its own.",
    ),
    GateException(
        construct="Ec2/Release/ServiceRole/Policy/Resource",
        finding=f"{_IAM5}[Resource::*]",
        reason="The Describe actions with which CodeDeploy finds instances take no resource.",
        control="What changes anything is limited to this environment's group and targets.",
    ),
    GateException(
        construct="Ec2/Release/ReleaseRole/Policy/Resource",
        finding=f"{_IAM5}[Resource::{{revisions}}]",
        reason="CodePipeline chooses a new key below this prefix for each revision.",
        control="Reading only, one artifact of one bucket, and its bucket and key policies must agree.",
    ),
    GateException(
        construct="Ec2/Instances/InstanceRole/Policy/Resource",
        finding=f"{_IAM5}[Resource::{{revisions}}]",
        reason="CodePipeline chooses a new key below this prefix for each revision.",
        control="Reading only, one artifact of one bucket, and its bucket and key policies must agree.",
    ),
    GateException(
        construct="Ec2/Instances/InstanceRole/Policy/Resource",
        finding=f"{_IAM5}[Resource::arn:aws:ec2:{{region}}:{{account}}:instance/*]",
        reason="An instance's id is not known before it exists.",
        control="The action reports the state of an agent; Systems Manager takes it from that instance alone.",
    ),
    GateException(
        construct="Ec2/Instances/InstanceRole/Policy/Resource",
        finding=f"{_IAM5}[Resource::*]",
        reason="The message channels of Session Manager, which stands in for SSH, take no resource.",
        control="The channels carry only what IAM lets a person start in Session Manager.",
    ),
    GateException(
        construct="Ec2/Instances/Group/ASG",
        finding="AwsSolutions::AwsSolutions-AS3",
        reason="A message for each instance that comes and goes would be read by nobody.",
        control="EventBridge and the group's activity history have every scaling event.",
    ),
    GateException(
        construct="Ec2/Instances/Group",
        finding="Annotation::@aws-cdk/aws-autoscaling:desiredCapacitySet",
        reason="The group has no scaling policy: the size in pipeline.yml is the size that is meant.",
        control="Not a risk: a size that was changed by hand returns to the reviewed one.",
    ),
    GateException(
        construct="Network/Vpc",
        finding="CloudFormation-Validate::W3010",
        reason="Zones are named so that the same pipeline.yml gives the same network on every machine.",
        control="network.availability_zones names others where an account lacks these.",
    ),
    GateException(
        construct="Network/Vpc",
        finding="Annotation::@aws-cdk/aws-ec2:noSubnetRouteTableId",
        reason="An existing network's route tables are not ours to change, so nothing asks for their ids.",
        control="Not a risk: a stack that came to need them would fail at synthesis.",
    ),
    GateException(
        construct="Ec2/LoadBalancer/SecurityGroup/Resource",
        finding="AwsSolutions::AwsSolutions-EC23",
        reason="A public application is meant to be reached from everywhere; network.allow narrows it.",
        control="One port of the load balancer; instances are reached from the load balancer alone.",
    ),
    GateException(
        construct="Ec2/LoadBalancer/AccessLogs/Resource",
        finding="AwsSolutions::AwsSolutions-S1",
        reason="The bucket holds access logs; logging access to those would never end.",
        control="Public access is blocked, TLS required, and objects expire.",
    ),
)
