"""Channels that are told, through Amazon Q Developer in chat applications. Ids only: there is no secret in them."""

from config.fields import SlackId, TeamsChannelId, Uuid
from config.model.value import Value


class Slack(Value):
    """A channel of Slack. Its workspace must have been allowed in the tools account, once, in the console."""

    workspace: SlackId
    """The workspace's id, T..."""
    channel: SlackId
    """The channel's id, C..."""


class Teams(Value):
    """A channel of Microsoft Teams. Its team must have been allowed in the tools account, once, in the console."""

    tenant: Uuid
    """The id of the tenant."""
    team: Uuid
    """The id of the team."""
    channel: TeamsChannelId
    """The channel's id as its link has it, 19%3a...%40thread.tacv2."""
