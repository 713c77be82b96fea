"""python -m tests.policy.shadow.synthesize <out>: our stacks with CDK's own grants in the place of our roles.

The same pipelines, projects, stores and deployment groups, but every role is a plain one that CDK's constructs
may add to, and does: what they grant by default is what a user of CDK would have. A role of another account
is stood in for by one of this stack, since CDK adds nothing to a role that it cannot reach.
"""

import sys
from pathlib import Path
from typing import Any
from unittest import mock

from aws_cdk import Stack
from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from policy import gate
from stack_parts import role
from tests.policy.shadow.comparison import PIPELINES

PROJECT = codebuild.PipelineProject


def grown_role(scope: Construct, construct_id: str, name: str, trust: iam.IPrincipal, *_: Any, **__: Any) -> iam.Role:
    return iam.Role(Construct(scope, construct_id), "Role", role_name=name, assumed_by=trust)


def stand_in(scope: Construct, construct_id: str, arn: str) -> iam.Role:
    return grown_role(scope, construct_id, arn.rpartition("/")[2], iam.AccountRootPrincipal())


class Instances(Stack):
    """CDK's way to reach instances by Session Manager, which it has for groups without a launch template of their
    own only, and its way to let them read a bucket and write to a log group."""

    def __init__(self, scope: Construct, construct_id: str, role_name: str) -> None:
        super().__init__(scope, construct_id)
        vpc = ec2.Vpc.from_vpc_attributes(
            self, "Vpc", vpc_id="vpc-1", availability_zones=["a"], private_subnet_ids=["subnet-1"]
        )
        instance_role = iam.Role(
            self, "Role", role_name=role_name, assumed_by=iam.ServicePrincipal("ec2.amazonaws.com")
        )
        autoscaling.AutoScalingGroup(
            self,
            "Group",
            vpc=vpc,
            instance_type=ec2.InstanceType("t3.micro"),
            machine_image=ec2.MachineImage.latest_amazon_linux2023(),
            role=instance_role,
            ssm_session_permissions=True,
        )
        key = kms.Key(self, "Key")
        s3.Bucket(self, "Artifacts", encryption_key=key).grant_read(instance_role)
        logs.LogGroup(self, "AgentLogs").grant_write(instance_role)


def project_with_reports(*arguments: Any, **properties: Any) -> codebuild.PipelineProject:
    return PROJECT(*arguments, **{**properties, "grant_report_group_permissions": True})


def main(out: Path) -> None:
    role.written_role, role.existing_role = grown_role, stand_in  # before the stacks import them
    import app
    import config
    from config import names

    with mock.patch.object(gate, "attach"), mock.patch.object(codebuild, "PipelineProject", project_with_reports):
        for path in PIPELINES:
            pipeline = config.load(path)
            shadow = app.new_app(outdir=str(out / path.stem))
            app.add_stacks(shadow, pipeline)
            for environment in pipeline.environments:
                role_name = names.environment_role_name(pipeline, environment, "instance")
                Instances(shadow, f"{environment.name}-instances", role_name)
            shadow.synth()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
