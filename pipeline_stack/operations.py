"""What watches the pipeline: encrypted build logs, the test report group, the topics that ask people."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from config import names
from config.branches import pipelines
from config.model import Pipeline
from config.strategies import needs_image
from stack_parts.keys import managed_key, use_for_log_groups
from stack_parts.logs import log_group
from stack_parts.role import Conditions, allow_to

PROJECTS = (names.BUILD, names.SYNTHESIZE)


class Operations(Construct):
    def __init__(self, scope: Construct, config: Pipeline) -> None:
        super().__init__(scope, "Operations")
        self._config = config
        self.key = self._make_key()
        self.approvals = self._make_topics()

    def _make_key(self) -> kms.Key:
        config, tools = self._config, self._config.tools
        log_groups = [names.build_log_group_name(each, duty) for each in pipelines(config) for duty in PROJECTS]
        log_groups += [names.history_log_group_name(each) for each in pipelines(config)]
        log_groups += [names.pipeline_log_group_name(each) for each in pipelines(config) if needs_image(each)]
        log_groups += [names.trail_log_group_name(config)] if not config.audit.trail else []
        uses = [use_for_log_groups(tools.account, tools.region, log_groups)]
        if needs_approval(config):
            uses.append(_use_for_approvals(config))
        description = "Build logs and approval messages"
        return managed_key(self, "Key", description, tools.account, uses, config.security.encryption.key_rotation_days)

    def _make_topics(self) -> dict[str, sns.Topic]:
        """Which topic tells people of an environment's approval, by the environment's name."""
        config, own = self._config, Construct(self, "OwnApprovals")
        topics: dict[str, sns.Topic] = {}
        shared = [one for one in config.environments if one.asked and not one.asked.emails]
        if shared:
            topic = self._topic(self, "Approvals", names.approval_topic_name(config), config.notifications.emails)
            topics.update({environment.name: topic for environment in shared})
        for environment in config.environments:
            if environment.asked and environment.asked.emails:
                name = names.own_approval_topic_name(config, environment)
                topics[environment.name] = self._topic(own, environment.name, name, environment.asked.emails)
        return topics

    def _topic(self, scope: Construct, construct_id: str, name: str, emails: tuple[str, ...]) -> sns.Topic:
        topic = sns.Topic(scope, construct_id, topic_name=name, master_key=self.key, enforce_ssl=True)
        for email in emails:
            topic.add_subscription(subscriptions.EmailSubscription(email))
        return topic


class BuildRecords:
    """What the builds of one pipeline leave behind, in `scope`: their logs, an image's too, and test reports."""

    def __init__(self, scope: Construct, config: Pipeline, key: kms.IKey) -> None:
        self.logs = {
            duty: log_group(scope, f"{duty.title()}Logs", names.build_log_group_name(config, duty), key)
            for duty in PROJECTS
        }
        group = names.pipeline_log_group_name(config)
        self.actions = log_group(scope, "ActionLogs", group, key) if needs_image(config) else None
        self.reports = codebuild.ReportGroup(
            scope,
            "TestReports",
            report_group_name=names.report_group_name(config, names.BUILD),
            removal_policy=RemovalPolicy.DESTROY,
            delete_reports=True,
        )


def needs_approval(config: Pipeline) -> bool:
    return any(environment.approval for environment in config.environments)


def approval_topic_arns(config: Pipeline) -> list[str]:
    asked = [(environment, environment.asked) for environment in config.environments if environment.asked]
    shared = [names.approval_topic_arn(config)] if any(not who.emails for _, who in asked) else []
    return [*shared, *(names.own_approval_topic_arn(config, environment) for environment, who in asked if who.emails)]


def _use_for_approvals(config: Pipeline) -> iam.PolicyStatement:
    roles = [names.tools_role_arn(each, "approval") for each in pipelines(config) if needs_approval(each)]
    conditions: Conditions = {
        "ArnEquals": {"aws:PrincipalArn": roles[0] if len(roles) == 1 else roles},
        "StringEquals": {"kms:ViaService": f"sns.{config.tools.region}.amazonaws.com"},
    }
    account = iam.AccountPrincipal(config.tools.account)
    return allow_to("EncryptApprovalMessages", [account], ["kms:Decrypt", "kms:GenerateDataKey"], ["*"], conditions)
