"""A resource policy lets a service in only for a resource or an account that it names.

aws:SourceArn with an account in it, or aws:SourceAccount; for CloudWatch Logs and a key, the log groups in the
encryption context, https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html. S3's server
access logs take both, since a bucket's ARN has no account:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules._conditions import narrows, values
from policy.rules._principals import services
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

LOGS_CONTEXT = "kms:EncryptionContext:aws:logs:arn"
# AWS's own example has no condition, so only the IfExists form is safe. What it writes is below the account's folder.
UNDOCUMENTED = ("logdelivery.elasticloadbalancing.amazonaws.com",)
# Of a log group's policy AWS's example has no condition for making a stream, which both of these do there.
# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
INTO_LOG_GROUPS = ("delivery.logs.amazonaws.com", "events.amazonaws.com")
BOTH = ("logging.s3.amazonaws.com",)


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "resource" and statement.allows:
                for service in services(statement):
                    if not _is_known(statement, service):
                        yield resource.violation(f"{statement.name}::{service}")


def _is_known(statement: Statement, service: str) -> bool:
    if service.startswith("logs.") and statement.holder.type == "AWS::KMS::Key":
        return narrows(statement, LOGS_CONTEXT)
    into_group = statement.holder.type == "AWS::Logs::LogGroup" and service in INTO_LOG_GROUPS
    if service in UNDOCUMENTED or into_group:
        return narrows(statement, "aws:SourceAccount", if_exists=True)
    by_account, by_arn = narrows(statement, "aws:SourceAccount"), narrows(statement, "aws:SourceArn")
    if service in BOTH:
        return by_account and by_arn
    return by_account or (by_arn and _has_account(statement))


def _has_account(statement: Statement) -> bool:
    arns = (concrete(arn, statement.holder.stack).split(":") for arn in values(statement, "aws:SourceArn"))
    return all(len(arn) > 5 and arn[4].isdigit() for arn in arns)
