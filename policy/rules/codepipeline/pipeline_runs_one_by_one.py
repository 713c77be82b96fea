"""No two executions of a pipeline that deploys are in a stage at once.

In PARALLEL mode they would execute each other's change sets, and the older could arrive last.
https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html#concepts-how-it-works-executions
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.values import at

ONE_BY_ONE = (None, "SUPERSEDED", "QUEUED")  # SUPERSEDED is the default


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        mode = at(pipeline.resource.properties, "ExecutionMode")
        if pipeline.environments and mode not in ONE_BY_ONE:
            yield pipeline.resource.violation(f"ExecutionMode {mode}")
