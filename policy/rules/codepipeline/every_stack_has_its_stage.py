"""Every stack that is synthesized is deployed by the pipeline: one that is left out stays as it was, for good."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    deploying = [pipeline for pipeline in pipelines(assembly) if pipeline.environments]
    deployed = {action.stack_name for pipeline in deploying for action in pipeline.actions}
    own = {pipeline.resource.stack.id for pipeline in deploying}  # pipeline_updates_itself looks at these
    for stack in assembly.stacks:
        if deploying and stack.name not in deployed and stack.id not in own:
            yield stack.violation(f"no stage deploys {stack.name}")
