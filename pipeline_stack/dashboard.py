"""What a pipeline's dashboard shows: executions by result, how long stages take, releases, rollbacks, builds.

CodeBuild has metrics; the rest is counted from the pipeline's own events (history.py) whenever somebody looks.
https://docs.aws.amazon.com/codebuild/latest/userguide/cloudwatch_metrics-codebuild.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
"""

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from config import names
from config.model import Pipeline
from pipeline_stack.history import ACTION, EXECUTION, STAGE
from pipeline_stack.operations import PROJECTS
from stack_parts.dashboard import HEIGHT, THIRD, WIDTH, dashboard, graph

SHOWN = Duration.days(30)
DAY = Duration.days(1)
KINDS = cloudwatch.LogQueryVisualizationType
ENDED = 'detail.state in ["SUCCEEDED", "FAILED", "STOPPED", "SUPERSEDED", "CANCELED"]'
RESULTS = (
    f'filter `detail-type` = "{EXECUTION}" and {ENDED}',
    "stats count(*) as executions by detail.state as result",
)
STAGES = (
    f'filter `detail-type` = "{STAGE}" and detail.state in ["STARTED", "SUCCEEDED", "FAILED"]',
    "fields detail.stage as stage, `detail.execution-id` as execution",
    "stats (max(@timestamp) - min(@timestamp)) / 60000 as minutes by stage, execution",
    "stats avg(minutes) as on_average, max(minutes) as at_most by stage",
    "sort on_average desc",
)
# No event of a deployment says that it is a rollback: CodeDeploy rolls back what fails.
RELEASES = (
    f'filter `detail-type` = "{ACTION}" and detail.action like /^Release/ and detail.state in ["SUCCEEDED", "FAILED"]',
    'stats sum(strcontains(detail.state, "SUCCEEDED")) as released, '
    'sum(strcontains(detail.state, "FAILED")) as failed_and_rolled_back by detail.stage as environment',
    "sort environment",
)
ROLLBACKS = (
    f'filter `detail-type` = "{EXECUTION}" and detail.state = "STARTED"',
    "filter `detail.execution-trigger.trigger-type` like /Rollback/",
    "stats count(*) as rollbacks by `detail.execution-trigger.trigger-type` as how",
)
FAILURES = (
    f'filter `detail-type` = "{ACTION}" and detail.state = "FAILED"',
    "fields @timestamp, detail.stage as stage, detail.action as action, `detail.execution-id` as execution",
    "sort @timestamp desc",
    "limit 20",
)


def pipeline_dashboard(scope: Construct, config: Pipeline) -> None:
    name = names.pipeline_name(config)
    dashboard(
        scope,
        name,
        [
            _counted(config, "Executions by result", RESULTS, KINDS.BAR),
            _counted(config, "Minutes by stage", STAGES, KINDS.TABLE),
            _builds(config),
        ],
        [
            _counted(config, "Releases and rollbacks by environment", RELEASES, KINDS.TABLE),
            _counted(config, "Rollbacks of stages", ROLLBACKS, KINDS.TABLE),
            graph("Build minutes a day", *(_minutes(config, duty) for duty in PROJECTS), unit="minutes", period=DAY),
        ],
        [_counted(config, "Last failures", FAILURES, KINDS.TABLE, WIDTH)],
        shown=SHOWN,
    )


def _counted(
    config: Pipeline,
    title: str,
    query: tuple[str, ...],
    kind: cloudwatch.LogQueryVisualizationType,
    width: int = THIRD,
) -> cloudwatch.IWidget:
    group = names.history_log_group_name(config)
    return cloudwatch.LogQueryWidget(
        title=title, log_group_names=[group], query_lines=list(query), view=kind, width=width, height=HEIGHT
    )


def _builds(config: Pipeline) -> cloudwatch.IWidget:
    results = [
        _metric(config, duty, what, "Sum", f"{duty}: {label}")
        for duty in PROJECTS
        for what, label in (("SucceededBuilds", "succeeded"), ("FailedBuilds", "failed"))
    ]
    return graph("Builds a day", *results, period=DAY)


def _minutes(config: Pipeline, duty: str) -> cloudwatch.IMetric:
    """CodeBuild gives the average of a build's duration, and no sum."""
    return cloudwatch.MathExpression(
        expression=f"builds_{duty} * seconds_{duty} / 60",
        using_metrics={
            f"builds_{duty}": _metric(config, duty, "Builds", "Sum"),
            f"seconds_{duty}": _metric(config, duty, "Duration", "Average"),
        },
        period=DAY,
        label=duty,
    )


def _metric(config: Pipeline, duty: str, what: str, statistic: str, label: str | None = None) -> cloudwatch.IMetric:
    return cloudwatch.Metric(
        namespace="AWS/CodeBuild",
        metric_name=what,
        dimensions_map={"ProjectName": names.project_name(config, duty)},
        statistic=statistic,
        period=DAY,
        label=label,
    )
