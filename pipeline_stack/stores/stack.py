"""The artifact store of one other region: the bucket that an action there reads, and its key."""

from typing import Any

from aws_cdk import CfnOutput, Stack
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names
from config.branches import delivering_in
from config.model import Pipeline
from pipeline_stack.environment_access import BUILT, SYNTHESIZED, sid
from pipeline_stack.stores import access
from stack_parts.artifact_bucket import LONG_LIVED, artifact_bucket, expiry
from stack_parts.keys import managed_key
from stack_parts.logs import access_logs_bucket


class StoreStack(Stack):
    """Deployed by a person, before the pipeline's stack, which is given the key's ARN as a parameter."""

    def __init__(self, scope: Construct, config: Pipeline, region: str, **stack_props: Any) -> None:
        super().__init__(scope, names.store_stack_id(region), **stack_props)
        store = Construct(self, "Artifacts")
        account, days = config.tools.account, config.security.encryption.key_rotation_days
        uses = access.key_statements(config, region)
        key = managed_key(store, "Key", "Artifacts of the pipeline", account, uses, days)
        logs = access_logs_bucket(store, "AccessLogs", names.access_logs_bucket_name(config, account, region))
        bucket = artifact_bucket(
            store, names.artifact_bucket_name(config, region), key, logs, _lifecycle(config, region)
        )
        for statement in access.bucket_statements(config, region):
            bucket.add_to_resource_policy(statement)
        output = CfnOutput(self, "KeyArn", description="A parameter of the pipeline's stack", value=key.key_arn)
        output.override_logical_id(names.artifact_key_parameter(region))


COPIED = (BUILT, SYNTHESIZED)  # what the actions of an environment read


def _lifecycle(config: Pipeline, region: str) -> list[s3.LifecycleRule]:
    return [
        expiry(sid(f"Expire{artifact}", each), names.artifact_key(each, artifact), LONG_LIVED)
        for each in delivering_in(config, region)
        for artifact in COPIED
    ]
