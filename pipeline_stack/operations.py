"""What watches the pipeline: one key for logs and messages, encrypted build logs, the test report group."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_kms as kms
from constructs import Construct

from config import names
from config.branches import pipelines
from config.model import Pipeline
from config.strategies import needs_image
from pipeline_stack.notifications.permissions import use_key
from stack_parts.keys import managed_key, use_for_log_groups
from stack_parts.logs import log_group

PROJECTS = (names.BUILD, names.SYNTHESIZE)


class Operations(Construct):
    def __init__(self, scope: Construct, config: Pipeline) -> None:
        super().__init__(scope, "Operations")
        self._config = config
        self.key = self._make_key()

    def _make_key(self) -> kms.Key:
        config, tools = self._config, self._config.tools
        log_groups = [names.build_log_group_name(each, duty) for each in pipelines(config) for duty in PROJECTS]
        log_groups += [names.history_log_group_name(each) for each in pipelines(config)]
        log_groups += [names.pipeline_log_group_name(each) for each in pipelines(config) if needs_image(each)]
        log_groups.append(names.tell_log_group_name(config))
        log_groups += [names.trail_log_group_name(config)] if not config.audit.trail else []
        uses = [use_for_log_groups(tools.account, tools.region, log_groups), *use_key(config)]
        description = "Build logs and messages"
        return managed_key(self, "Key", description, tools.account, uses, config.security.encryption.key_rotation_days)


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
