"""Who did what in an environment's account: its trail, which delivers to the bucket of the tools account."""

from aws_cdk import aws_kms as kms
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from stack_parts.audit_trail import AuditTrail


def audit_trail(scope: Construct, config: Pipeline, place: Environment, log_key: kms.IKey) -> AuditTrail:
    return AuditTrail(
        Construct(scope, "Audit"),
        name=names.trail_name(config, place),
        arn=names.trail_arn(config, place),
        bucket=names.audit_bucket_name(config),
        key=names.audit_key_arn(config),
        log_group_name=names.trail_log_group_name(config, place),
        log_key=log_key,
    )
