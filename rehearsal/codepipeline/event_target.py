"""A pipeline as the target of an EventBridge rule: StartPipelineExecution with the target's role."""

import logging

from botocore.exceptions import ClientError

from rehearsal.server.credentials import assume_as_service, client
from rehearsal.server.service import ApiError


def start(pipeline_arn: str, role_arn: str, rule_arn: str) -> None:
    """What EventBridge does for a rule that matched; a failed invocation is logged, as the rule's metric is."""
    region, name = pipeline_arn.split(":")[3], pipeline_arn.split(":")[5]
    try:
        credentials = assume_as_service(role_arn, "events.amazonaws.com", "event", source_arn=rule_arn, region=region)
        client("codepipeline", credentials, region).start_pipeline_execution(name=name)
    except (ApiError, ClientError) as error:
        logging.getLogger(__name__).warning("EventBridge could not start %s: %s", pipeline_arn, error)
