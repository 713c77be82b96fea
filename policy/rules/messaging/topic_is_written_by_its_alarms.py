"""By its policy a topic takes messages of CloudWatch's alarms alone, and of those of its own stack.

Roles that publish have policies of their own. A whole account, a service that nobody asked or the alarms of another
application would tell people what is not so: that a release is to be approved, or that all is well.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete, has_wildcard
from policy.rules._conditions import values
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements
from policy.templates.template import text
from policy.templates.values import at

CLOUDWATCH = "cloudwatch.amazonaws.com"


def check(assembly: Assembly) -> Iterator[Violation]:
    """A key's policy says for whom CloudWatch encrypts, and so which alarms reach the topics behind it."""
    for holder in assembly.resources("AWS::SNS::TopicPolicy", "AWS::SNS::TopicInlinePolicy", "AWS::KMS::Key"):
        for statement in statements(holder):
            if statement.allows:
                if holder.type != "AWS::KMS::Key":
                    yield from (
                        holder.violation(f"{statement.name}::{name}")
                        for _, name in (*statement.principals, *statement.not_principals)
                        if name != CLOUDWATCH
                    )
                if ("Service", CLOUDWATCH) in statement.principals:
                    yield from (holder.violation(f"{statement.name}::{arn}") for arn in _foreign(statement))


def _foreign(statement: Statement) -> Iterator[str]:
    stack = statement.holder.stack
    here = f"arn:aws:cloudwatch:{stack.region}:{stack.account}:alarm:"
    names = {
        concrete(text(at(alarm.properties, "AlarmName")), stack) for alarm in stack.resources("AWS::CloudWatch::Alarm")
    }
    for arn in values(statement, "aws:SourceArn"):
        known = {f"{here}{stack.name}-*"} if has_wildcard(arn) else {f"{here}{name}" for name in names}
        if concrete(arn, stack) not in known:
            yield arn
