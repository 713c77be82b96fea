"""What every instance is: Amazon Linux 2023 in private subnets, reached by SSM and not SSH."""

import re
from typing import Any

from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from constructs import Construct

from app_stack.ec2 import permissions
from app_stack.ec2.disk_key import disk_key
from app_stack.ec2.user_data import user_data
from app_stack.load_balancer import APPLICATION_PORT, LoadBalancer
from app_stack.operations import Operations
from config import names
from config.model import Environment, Pipeline
from stack_parts.logs import log_group
from stack_parts.role import written_role

DISK_GIB = 8
IMAGE_PARAMETER = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{architecture}"
# a1, and what has a g after its generation: m7gd, im4gn, p6e-gb200.
# https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
ARM = re.compile(r"(a1|[a-z]+[0-9]+[a-z]*(g[a-z]*|-gb[0-9]+))\.")


class Instances(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        vpc: ec2.IVpc,
        front: LoadBalancer,
        operations: Operations,
        artifact_key_arn: str,
    ) -> None:
        super().__init__(scope, "Instances")
        self._config, self._environment, self._vpc, self._alerts = config, environment, vpc, operations.alerts
        self._logs = log_group(self, "AgentLogs", names.agent_log_group_name(config, environment), operations.key)
        security_group = self._security_group(front)
        self._template = self._launch_template(security_group, self._role(artifact_key_arn))

    def group(self, construct_id: str, name: str, **sizes: Any) -> autoscaling.AutoScalingGroup:
        """An Auto Scaling group of such instances; `sizes` and the rest is the strategy's.

        Health is EC2's own status check and not the load balancer's: until the first release nothing
        answers on the port, and Auto Scaling would replace the instances over and over. Afterwards
        CodeDeploy holds a new instance back until it has put the application on it.
        """
        return autoscaling.AutoScalingGroup(
            self,
            construct_id,
            auto_scaling_group_name=name,
            vpc=self._vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
            launch_template=self._template,
            notifications=[autoscaling.NotificationConfiguration(topic=self._alerts)],
            health_checks=autoscaling.HealthChecks.ec2(),
            **sizes,
        )

    def _security_group(self, front: LoadBalancer) -> ec2.SecurityGroup:
        group = ec2.SecurityGroup(
            self, "SecurityGroup", vpc=self._vpc, description="Instances: in from the load balancer only"
        )
        group.connections.allow_from(front.security_group, ec2.Port.tcp(APPLICATION_PORT), "Requests")
        return group

    def _role(self, artifact_key_arn: str) -> iam.IRole:
        return written_role(
            self,
            "InstanceRole",
            names.environment_role_name(self._config, self._environment, "instance"),
            iam.ServicePrincipal("ec2.amazonaws.com"),
            permissions.instance(self._config, self._environment, artifact_key_arn, self._logs.log_group_arn),
        )

    def _launch_template(self, security_group: ec2.SecurityGroup, role: iam.IRole) -> ec2.LaunchTemplate:
        disk = ec2.BlockDeviceVolume.ebs(
            DISK_GIB,
            encrypted=True,
            kms_key=disk_key(self, self._config, self._environment),
            volume_type=ec2.EbsDeviceVolumeType.GP3,
            delete_on_termination=True,
        )
        region = names.environment_region(self._config, self._environment)
        instance_type = self._environment.capacity.instance_type
        profile = iam.InstanceProfile(
            self,
            "Profile",
            role=role,
            instance_profile_name=names.environment_role_name(self._config, self._environment, "instance"),
        )
        return ec2.LaunchTemplate(
            self,
            "Template",
            launch_template_name=names.environment_name(self._config, self._environment),
            instance_type=ec2.InstanceType(instance_type),
            machine_image=_image(region, architecture(instance_type)),
            security_group=security_group,
            instance_profile=profile,
            require_imdsv2=True,
            http_put_response_hop_limit=1,
            detailed_monitoring=True,
            block_devices=[ec2.BlockDevice(device_name="/dev/xvda", volume=disk)],
            user_data=user_data(region, names.agent_log_group_name(self._config, self._environment)),
        )


def architecture(instance_type: str) -> str:
    """CDK's own parser does not read types like u-6tb1.metal or u7i-12tb.224xlarge."""
    return "arm64" if ARM.match(instance_type) else "x86_64"


def _image(region: str, processor: str) -> ec2.IMachineImage:
    """CloudFormation asks SSM for the image of the day whenever it changes the template."""
    parameter = IMAGE_PARAMETER.format(architecture=processor)
    return ec2.MachineImage.generic_linux({region: f"{{{{resolve:ssm:{parameter}}}}}"})
