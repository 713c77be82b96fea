"""Whoever writes in a chat channel can do nothing in the account: its role has no policy, its guardrail denies all.

Without guardrails a channel's role is bounded by administrator access, and whoever is invited may use it.
https://docs.aws.amazon.com/chatbot/latest/adminguide/understanding-permissions.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._role_policies import ROLE, permissions
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at

CHANNELS = ("AWS::Chatbot::MicrosoftTeamsChannelConfiguration", "AWS::Chatbot::SlackChannelConfiguration")
GUARDRAIL = "arn:aws:iam::aws:policy/AWSDenyAll"


def check(assembly: Assembly) -> Iterator[Violation]:
    for channel in assembly.resources(*CHANNELS):
        if at(channel.properties, "GuardrailPolicies") != [GUARDRAIL]:
            yield channel.violation("GuardrailPolicies")
        if not _is_powerless(channel):
            yield channel.violation("IamRoleArn")
        for topic in listed(at(channel.properties, "SnsTopicArns") or []):
            if not _is_declared(channel, text(topic)):
                yield channel.violation(f"SnsTopicArns {text(topic)}")


def _is_powerless(channel: Located) -> bool:
    role = resource_referred(channel.stack, at(channel.properties, "IamRoleArn"), ROLE)
    return role is not None and not list(permissions(role)) and not at(role.properties, "ManagedPolicyArns")


def _is_declared(channel: Located, arn: str) -> bool:
    stack = channel.stack
    topics = (text(at(topic.properties, "TopicName") or "?") for topic in stack.resources("AWS::SNS::Topic"))
    return arn in {f"arn:aws:sns:{stack.region}:{stack.account}:{name}" for name in topics}
