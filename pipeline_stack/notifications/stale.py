"""Whether a pipeline is stale: asked each day by a schedule, whose event says what time it is.

https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ListPipelineExecutions.html
"""

from config.model import Pipeline
from pipeline_stack.notifications.asl import call, choice, note, or_else
from pipeline_stack.notifications.links import pipelines_page
from stack_parts.asl import States, expression

DAY_MILLIS = 24 * 60 * 60 * 1000
# Step Functions takes answers of 256 KB: executions in one, and answers until the search is given up.
PAGE, PAGES = 25, 40


def stale(config: Pipeline) -> States:
    """A rollback is no success of what was pushed. A new pipeline has as long as any other for its first.

    Looks back, the latest first, until one has succeeded: many a push is superseded while an approval waits.
    """
    days, summaries = config.notifications.stale_days, "$states.result.PipelineExecutionSummaries"
    good = f"({summaries}[Status = 'Succeeded' and $not(ExecutionType = 'ROLLBACK')])[0]"
    listed = f"{{'PipelineName': $told.pipeline, 'MaxResults': {PAGE}}}"
    return {
        "Pipeline": call(
            "codepipeline:getPipeline",
            {"Name": expression("$told.pipeline")},
            "Executions",
            {"created": "$states.result.Metadata.Created", "page": "''", "pages": "0"},
        ),
        "Executions": call(
            "codepipeline:listPipelineExecutions",
            expression(f"$merge([{listed}, $page = '' ? {{}} : {{'NextToken': $page}}])"),
            "Has one succeeded?",
            {
                "last": or_else(good, "{}"),
                "page": or_else("$states.result.NextToken", "''"),
                "pages": "$pages + 1",
            },
        ),
        "Has one succeeded?": choice(
            (f"$not($exists($last.LastUpdateTime)) and $page != '' and $pages < {PAGES}", "Executions"),
            otherwise="Is it stale?",
        ),
        "Is it stale?": choice((_too_long_ago(days), "How long"), otherwise="Nothing to tell"),
        "How long": note(
            "Message",
            about=f"$told.pipeline & ', no success for {days} days'",
            commit="$exists($last.LastUpdateTime) ? 'Last success: commit ' "
            "& $substring($last.SourceRevisions[0].RevisionId, 0, 7) & ' on ' & $substring($last.LastUpdateTime, 0, 10)"
            f" : 'No success among the last {PAGE * PAGES} executions'",
            reason="''",
            asked="''",
            link=f"'{pipelines_page(config)}' & $told.pipeline & '/view?region={config.tools.region}'",
        ),
    }


def _too_long_ago(days: int) -> str:
    since = "$toMillis($exists($last.LastUpdateTime) ? $last.LastUpdateTime : $created)"
    return f"$toMillis($told.time) - {since} >= {days * DAY_MILLIS}"
