"""Channels of Slack and Microsoft Teams that hear what the topics say, and can do nothing in the account.

The role is what a channel's members could act as, and the guardrail the most that any role could ever let them; without
one that would be administrator access.
https://docs.aws.amazon.com/chatbot/latest/adminguide/understanding-permissions.html
"""

from collections.abc import Sequence
from typing import Any

from aws_cdk import aws_chatbot as chatbot
from aws_cdk import aws_iam as iam
from constructs import Construct

from config import names
from config.model import Pipeline, Slack, Teams
from stack_parts.role import service_if_it_says

NOTHING = "arn:aws:iam::aws:policy/AWSDenyAll"
LOGGED = "ERROR"


class Chat(Construct):
    def __init__(self, scope: Construct, config: Pipeline, topic_arns: Sequence[str]) -> None:
        super().__init__(scope, "Chat")
        self._config, self._topics = config, list(topic_arns)
        if config.notifications.slack:
            self._slack(config.notifications.slack)
        if config.notifications.teams:
            self._teams(config.notifications.teams)

    def _slack(self, channel: Slack) -> None:
        chatbot.CfnSlackChannelConfiguration(
            self,
            "Slack",
            slack_workspace_id=channel.workspace,
            slack_channel_id=channel.channel,
            **self._of_any_app("slack"),
        )

    def _teams(self, channel: Teams) -> None:
        chatbot.CfnMicrosoftTeamsChannelConfiguration(
            self,
            "Teams",
            teams_tenant_id=channel.tenant,
            team_id=channel.team,
            teams_channel_id=channel.channel,
            **self._of_any_app("teams"),
        )

    def _of_any_app(self, app: str) -> dict[str, Any]:
        return {
            "configuration_name": names.chat_name(self._config, app),
            "iam_role_arn": self._role(app, names.chat_arn(self._config, app)),
            "guardrail_policies": [NOTHING],
            "sns_topic_arns": self._topics,
            "logging_level": LOGGED,
        }

    def _role(self, app: str, configuration_arn: str) -> str:
        """Without a policy."""
        trust = service_if_it_says("chatbot.amazonaws.com", self._config.tools.account, configuration_arn)
        role = iam.Role(self, f"{app}Role", role_name=names.chat_name(self._config, app), assumed_by=trust)
        return role.without_policy_updates().role_arn
