"""A Lambda function is invoked by a service for a source that is named, and by nobody through an open URL.

FSBP Lambda.1. The ARN of a bucket has no account, hence SourceAccount:
https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import has_wildcard
from policy.rules._principals import is_role
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    for permission in assembly.resources("AWS::Lambda::Permission"):
        principal = text(permission.properties.get("Principal", ""))
        if permission.properties.get("FunctionUrlAuthType") == "NONE":
            yield permission.violation("FunctionUrlAuthType::NONE")
        if not _is_known(permission, principal):
            yield permission.violation(f"Principal::{principal}")


def _is_known(permission: Located, principal: str) -> bool:
    if principal.endswith(".amazonaws.com"):
        return _has_source(permission)
    return is_role(principal, permission.stack)


def _has_source(permission: Located) -> bool:
    account = text(permission.properties.get("SourceAccount", ""))
    arn = text(permission.properties.get("SourceArn", ""))
    if permission.properties.get("Principal") == "s3.amazonaws.com":
        return bool(account)
    return bool(account) or bool(arn and not has_wildcard(arn))
