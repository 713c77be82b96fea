"""Each region in which an action runs has an artifact store, and each has one of its own.

CodePipeline refuses a pipeline without one, and cannot read a bucket of another region.
https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-create-cross-region.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules.codepipeline._pipeline import Pipeline, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        stores = _stores(pipeline)
        for action in pipeline.actions:
            if action.region not in stores:
                yield action.violation(f"no store in {action.region}")
        for region, bucket in stores.items():
            if list(stores.values()).count(bucket) > 1:
                yield pipeline.resource.violation(f"the bucket of {region} is another region's too")


def _stores(pipeline: Pipeline) -> dict[str, str]:
    """The bucket of each region."""
    stack, properties = pipeline.resource.stack, pipeline.resource.properties
    of_regions = listed(at(properties, "ArtifactStores") or [])
    found = {
        concrete(text(at(store, "Region")), stack): text(at(store, "ArtifactStore.Location")) for store in of_regions
    }
    only = at(properties, "ArtifactStore.Location")
    return found if only is None else {**found, stack.region: text(only)}
