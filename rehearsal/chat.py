"""CloudFormation types of Amazon Q Developer in chat applications: recorded only, no chat is reached from here."""

from collections.abc import Callable
from functools import partial
from typing import Any

from rehearsal.server import plug_points as ministack

Properties = dict[str, Any]
KINDS = {
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration": "microsoft-teams-channel",
    "AWS::Chatbot::SlackChannelConfiguration": "slack-channel",
}


def _create(kind: str, logical_id: str, properties: Properties, stack: str) -> tuple[str, Properties]:
    """Ref is the ARN."""
    account = properties["IamRoleArn"].split(":")[4]
    arn = f"arn:aws:chatbot::{account}:chat-configuration/{kind}/{properties['ConfigurationName']}"
    return arn, {"Arn": arn}


def _delete(arn: str, properties: Properties) -> None:
    """Nothing but the stack knows of it."""


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    resource_type: {"create": partial(_create, kind), "delete": _delete} for resource_type, kind in KINDS.items()
}


def install() -> None:
    ministack.add_resource_types(HANDLERS)
