"""What the pipeline tells of itself, kept where it can be counted: its events in a log group.

CodePipeline has no metrics of results, stages and deployments, and keeps its executions for a year without an answer to
"how many failed". https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html
"""

from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from constructs import Construct

from config import names
from config.model import Pipeline
from stack_parts.logs import log_group
from stack_parts.role import allow_to

EXECUTION, STAGE, ACTION = (f"CodePipeline {what} Execution State Change" for what in ("Pipeline", "Stage", "Action"))
# EventBridge delivers through CloudWatch Logs' own delivery.
WRITERS = ("delivery.logs.amazonaws.com", "events.amazonaws.com")


class History(Construct):
    def __init__(self, scope: Construct, config: Pipeline, key: kms.IKey) -> None:
        super().__init__(scope, "History")
        group = log_group(self, "Events", names.history_log_group_name(config), key)
        _let_events_in(group, config)
        events.CfnRule(
            self,
            "Rule",
            name=names.history_rule_name(config),
            state="ENABLED",
            event_pattern={
                "source": ["aws.codepipeline"],
                "detail-type": [EXECUTION, STAGE, ACTION],
                "detail": {"pipeline": [names.pipeline_name(config)]},
            },
            targets=[events.CfnRule.TargetProperty(id="History", arn=names.history_log_group_arn(config))],
        ).node.add_dependency(group)


def _let_events_in(group: logs.LogGroup, config: Pipeline) -> None:
    """The group's own policy: of those beside the groups, an account has ten in a region.

    AWS's example has no condition for making a stream, so only the IfExists form is safe.
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
    """
    source = {
        "ArnEqualsIfExists": {"aws:SourceArn": names.history_rule_arn(config)},
        "StringEqualsIfExists": {"aws:SourceAccount": config.tools.account},
    }
    statement = allow_to(
        "PipelineTells",
        [iam.ServicePrincipal(writer) for writer in WRITERS],
        ["logs:CreateLogStream", "logs:PutLogEvents"],
        [f"{names.history_log_group_arn(config)}:*"],
        source,
    )
    resource = group.node.default_child
    assert isinstance(resource, logs.CfnLogGroup)
    resource.resource_policy_document = iam.PolicyDocument(statements=[statement])
