"""What the dashboards of both kinds of stack are laid out with: rows of three graphs each, over the last day."""

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

WIDTH, THIRD, HEIGHT = 24, 8, 6  # of CloudWatch's grid
SHOWN = Duration.days(1)
Metrics = Sequence[cloudwatch.IMetric]


def dashboard(
    scope: Construct, name: str, *rows: Sequence[cloudwatch.IWidget], shown: Duration = SHOWN
) -> cloudwatch.Dashboard:
    return cloudwatch.Dashboard(
        scope, "Dashboard", dashboard_name=name, default_interval=shown, widgets=[list(row) for row in rows]
    )


def graph(
    title: str, *metrics: cloudwatch.IMetric, unit: str = "", period: Duration | None = None
) -> cloudwatch.IWidget:
    axis = cloudwatch.YAxisProps(min=0, label=unit or None, show_units=False)
    return cloudwatch.GraphWidget(
        title=title, width=THIRD, height=HEIGHT, left=list(metrics), left_y_axis=axis, period=period
    )
