"""What the strategies of EC2 have in common, and each puts together in its own way."""

from dataclasses import dataclass

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_kms as kms

from app_stack.ec2.instances import Instances
from config.model import Environment, Pipeline


@dataclass(frozen=True)
class Parts:
    config: Pipeline
    environment: Environment
    instances: Instances
    targets: elb.ApplicationTargetGroup
    alarms: list[cloudwatch.Alarm]  # those that stop a release
    log_key: kms.IKey
    artifact_key_arn: str
