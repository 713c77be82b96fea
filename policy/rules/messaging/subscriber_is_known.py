"""A topic tells people, by mail or over TLS, or what stands in an account that a stack is deployed to.

Over http:// anyone on the way reads along.
https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.templates.assembly import Assembly, Stack
from policy.templates.references import referred
from policy.templates.template import text
from policy.templates.values import at, objects

TO_PEOPLE = ("email", "email-json", "sms")


def check(assembly: Assembly) -> Iterator[Violation]:
    accounts = {stack.account for stack in assembly.stacks}
    for topic in assembly.resources("AWS::SNS::Topic", "AWS::SNS::Subscription"):
        inline = objects(at(topic.properties, "Subscription"))
        for subscription in inline if topic.type == "AWS::SNS::Topic" else [topic.properties]:
            if not _is_known(subscription, topic.stack, accounts):
                yield topic.violation(f"{text(at(subscription, 'Protocol'))}::{text(at(subscription, 'Endpoint'))}")


def _is_known(subscription: Any, stack: Stack, accounts: set[str]) -> bool:
    protocol, endpoint = at(subscription, "Protocol"), at(subscription, "Endpoint")
    if protocol == "https":
        return text(endpoint).startswith("https://")
    arn = concrete(text(endpoint), stack).split(":")
    in_account = arn[0] == "arn" and len(arn) > 5 and arn[4] in accounts
    return protocol in TO_PEOPLE or referred(endpoint) in stack.template["Resources"] or in_account
