"""Every stack that is synthesized is deployed by the pipeline: one that is left out stays as it was, for good.

Not the artifact stores of other regions: an action can run there only once there is one.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Pipeline, pipelines
from policy.templates.assembly import Assembly, Stack
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    deploying = [pipeline for pipeline in pipelines(assembly) if pipeline.environments]
    deployed = {action.stack_name for pipeline in deploying for action in pipeline.actions}
    own = {pipeline.resource.stack.id for pipeline in deploying}  # pipeline_updates_itself looks at these
    for stack in assembly.stacks:
        if deploying and stack.name not in deployed and stack.id not in own and not _is_store(stack, deploying):
            yield stack.violation(f"no stage deploys {stack.name}")


def _is_store(stack: Stack, deploying: list[Pipeline]) -> bool:
    """It has the bucket in which a pipeline keeps the artifacts of that region."""
    wanted = {text(at(one.stores.get(stack.region), "Location")) for one in deploying}
    return any(text(at(one.properties, "BucketName")) in wanted for one in stack.resources("AWS::S3::Bucket"))
