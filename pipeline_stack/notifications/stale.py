"""Whether a pipeline is stale: asked each day by a schedule, whose event says what time it is.

https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ListPipelineExecutions.html
"""

from config.model import Pipeline
from pipeline_stack.notifications.asl import States, call, choice, expression, note, or_else
from pipeline_stack.notifications.links import pipelines_page

DAY_MILLIS = 24 * 60 * 60 * 1000
LOOKED_AT = 100  # executions, the latest: the API's largest page


def stale(config: Pipeline) -> States:
    """A rollback is no success of what was pushed. A new pipeline has as long as any other for its first."""
    days, summaries = config.notifications.stale_days, "$states.result.PipelineExecutionSummaries"
    good = f"({summaries}[Status = 'Succeeded' and $not(ExecutionType = 'ROLLBACK')])[0]"
    named = expression("$told.pipeline")
    return {
        "Pipeline": call(
            "codepipeline:getPipeline", {"Name": named}, "Executions", {"created": "$states.result.Metadata.Created"}
        ),
        "Executions": call(
            "codepipeline:listPipelineExecutions",
            {"PipelineName": named, "MaxResults": LOOKED_AT},
            "Is it stale?",
            {"last": or_else(good, "{}")},
        ),
        "Is it stale?": choice((_too_long_ago(days), "How long"), otherwise="Nothing to tell"),
        "How long": note(
            "Message",
            about=f"$told.pipeline & ', no success for {days} days'",
            commit="$exists($last.LastUpdateTime) ? 'Last success: commit ' "
            "& $substring($last.SourceRevisions[0].RevisionId, 0, 7) & ' on ' & $substring($last.LastUpdateTime, 0, 10)"
            f" : 'No success among the last {LOOKED_AT} executions'",
            reason="''",
            asked="''",
            link=f"'{pipelines_page(config)}' & $told.pipeline & '/view?region={config.tools.region}'",
        ),
    }


def _too_long_ago(days: int) -> str:
    since = "$toMillis($exists($last.LastUpdateTime) ? $last.LastUpdateTime : $created)"
    return f"$toMillis($told.time) - {since} >= {days * DAY_MILLIS}"
