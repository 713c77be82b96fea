"""The trail of one account: who calls which API, in every region, checked against tampering and encrypted.

It goes to a bucket, where it stays, and to a log group, where it can be searched for as long as other logs.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html
"""

from collections.abc import Sequence

from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct

from stack_parts.logs import log_group
from stack_parts.role import Statements, allow, service_if_it_says, written_role


class AuditTrail(Construct):
    """`name` is that of its role too; `objects_of`: ARNs of buckets of which each call on an object is recorded."""

    def __init__(
        self,
        scope: Construct,
        *,
        name: str,
        arn: str,
        bucket: str,
        key: str,
        log_group_name: str,
        log_key: kms.IKey,
        objects_of: Sequence[str] = (),
    ) -> None:
        super().__init__(scope, "Trail")
        self._arn = arn
        group = log_group(self, "Logs", log_group_name, log_key)
        self._trail = cloudtrail.CfnTrail(
            self,
            "Resource",
            trail_name=name,
            is_logging=True,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            s3_bucket_name=bucket,
            kms_key_id=key,
            cloud_watch_logs_log_group_arn=group.log_group_arn,
            cloud_watch_logs_role_arn=self._role(name, group),
            event_selectors=[_everything(objects_of)],
        )

    def _role(self, name: str, group: logs.LogGroup) -> str:
        account = self._arn.split(":")[4]
        trust = service_if_it_says("cloudtrail.amazonaws.com", account, self._arn)
        return written_role(self, "Deliver", name, trust, deliver_events(group.log_group_arn)).role_arn


def deliver_events(log_group_arn: str) -> Statements:
    """https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html

    The ARN attribute ends in `:*`, the group's streams: CloudTrail makes one for each region.
    """
    return (allow("DeliverEvents", ["logs:CreateLogStream", "logs:PutLogEvents"], [log_group_arn]),)


def _everything(objects_of: Sequence[str]) -> cloudtrail.CfnTrail.EventSelectorProperty:
    """Management events, and of buckets all that is read or written.

    https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
    """
    objects = cloudtrail.CfnTrail.DataResourceProperty(
        type="AWS::S3::Object", values=[f"{bucket}/" for bucket in objects_of]
    )
    return cloudtrail.CfnTrail.EventSelectorProperty(
        read_write_type="All", include_management_events=True, data_resources=[objects] if objects_of else None
    )
