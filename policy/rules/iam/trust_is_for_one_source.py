"""A service takes a role on only for the resource and the account that the trust policy names.

Otherwise anyone who makes that service work for them can make it use the role: the confused deputy,
https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html. The keys are aws:SourceArn and
aws:SourceAccount, and both are asked for: the ARN of a bucket names no account.

Where AWS does not document that a service sets them, a plain condition would lock the service out, and only the
IfExists form is safe: CodePipeline, EventBridge, Lambda and Amazon Q in chat have no page on it, CloudTrail's on log
groups and S3's on replication name none, https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html.
EC2 sets neither when it hands a role's credentials to an instance; who may put the role on an instance is decided
by iam:PassRole.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import narrows, values
from policy.rules._principals import services
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

KEYS = ("aws:SourceArn", "aws:SourceAccount")
SET_NO_KEY = ("ec2.amazonaws.com",)
UNDOCUMENTED = (
    "chatbot.amazonaws.com",
    "cloudtrail.amazonaws.com",
    "codepipeline.amazonaws.com",
    "events.amazonaws.com",
    "lambda.amazonaws.com",
    "s3.amazonaws.com",
)


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources():
        for statement in statements(role):
            if statement.kind == "trust" and statement.allows:
                for service in services(statement):
                    yield from (role.violation(f"{service}::{wrong}") for wrong in _wrong(statement, service))


def _wrong(statement: Statement, service: str) -> Iterator[str]:
    for key in KEYS:
        if service in SET_NO_KEY or service in UNDOCUMENTED:
            if values(statement, key):
                yield f"{key} locks the service out"
        elif not narrows(statement, key):
            yield key
        if service in UNDOCUMENTED and not narrows(statement, key, if_exists=True):
            yield f"{key} IfExists"
