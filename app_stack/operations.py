"""What watches an environment: one key for its logs and messages, and the topic of its alarms and hosts."""

from collections.abc import Mapping

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from config import names, places
from config.model import Environment, Pipeline
from config.strategies import is_by_state_machine
from stack_parts.keys import ENCRYPT, managed_key, use_for_log_groups
from stack_parts.role import Conditions, Statements, allow_to
from stack_parts.untold import use_for_untold


class Operations(Construct):
    def __init__(self, scope: Construct, config: Pipeline, environment: Environment) -> None:
        super().__init__(scope, "Operations")
        self._config, self._environment = config, environment
        self.key = self._make_key()
        self.alerts = self._make_topic()

    def _make_key(self) -> kms.Key:
        account, encryption = self._environment.account, self._config.security.encryption
        rule_arn = names.forward_rule_arn(self._config, self._environment)
        uses = [*self._for_logs(), *self._for_alerts(), use_for_untold(account, [rule_arn])]
        return managed_key(
            self, "Key", "Logs and alerts of the environment", account, uses, encryption.key_rotation_days
        )

    def _for_logs(self) -> Statements:
        config, environment = self._config, self._environment
        functions = names.function_names(config, environment)
        groups = [
            *([] if environment.network.vpc_id else [names.flow_log_group_name(config, environment)]),
            *([names.web_acl_log_group_name(config, environment)] if config.security.web_acl else []),
            *([names.release_log_group_name(config, environment)] if is_by_state_machine(environment) else []),
            *([*map(names.function_log_group_name, functions)] if environment.target == "lambda" else []),
            *([names.task_log_group_name(config, environment)] if environment.target == "ecs" else []),
            *([names.agent_log_group_name(config, environment)] if environment.target == "ec2" else []),
            *([names.trail_log_group_name(config, environment)] if environment in places.audited(config) else []),
        ]
        region = names.environment_region(config, environment)
        return [use_for_log_groups(environment.account, region, groups)] if groups else []

    def _for_alerts(self) -> Statements:
        """CloudWatch publishes as itself, Auto Scaling as its service-linked role.

        https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
        """
        environment = self._environment
        region = names.environment_region(self._config, environment)
        by_auto_scaling: Conditions = {
            "ArnEquals": {"aws:PrincipalArn": names.auto_scaling_role_arn(environment.account)},
            "StringEquals": {"kms:ViaService": f"sns.{region}.amazonaws.com"},
        }
        cloudwatch = iam.ServicePrincipal("cloudwatch.amazonaws.com")
        account = iam.AccountPrincipal(environment.account)
        return (
            allow_to("AlarmsEncryptAlerts", [cloudwatch], ENCRYPT, ["*"], self._from_our_alarms()),
            allow_to("AutoScalingEncryptsAlerts", [account], ENCRYPT, ["*"], by_auto_scaling),
        )

    def _make_topic(self) -> sns.Topic:
        topic = sns.Topic(self, "Alerts", topic_name=f"{self._name}-alerts", master_key=self.key, enforce_ssl=True)
        cloudwatch = iam.ServicePrincipal("cloudwatch.amazonaws.com")
        topic.add_to_resource_policy(
            allow_to("AlarmsPublish", [cloudwatch], ["sns:Publish"], [topic.topic_arn], self._from_our_alarms())
        )
        for email in self._config.notifications.emails:
            topic.add_subscription(
                subscriptions.EmailSubscription(email, filter_policy_with_message_body=self._untold_alone())
            )
        return topic

    def _untold_alone(self) -> Mapping[str, sns.FilterOrPolicy]:
        """Of the rest the tools account tells these addresses, in words.

        https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
        """
        untold = sns.SubscriptionFilter.string_filter(allowlist=[names.untold_name(self._config, self._environment)])
        return {"AlarmName": sns.FilterOrPolicy.filter(untold)}

    def _from_our_alarms(self) -> Conditions:
        account = self._environment.account
        region = names.environment_region(self._config, self._environment)
        return {
            "StringEquals": {"aws:SourceAccount": account},
            "ArnLike": {"aws:SourceArn": f"arn:aws:cloudwatch:{region}:{account}:alarm:{self._name}-*"},
        }

    @property
    def _name(self) -> str:
        return names.environment_name(self._config, self._environment)
