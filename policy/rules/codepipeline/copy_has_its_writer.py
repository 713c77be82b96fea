"""What CodePipeline copies to another region's artifact store only the pipelines' roles may write there.

Their own policies let them. A bucket's policy that lets anybody write names an account, and these roles in a condition.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from policy.finding import Violation
from policy.rules._conditions import values
from policy.rules._role_arns import role_arn
from policy.rules.codepipeline._pipeline import Pipeline, pipelines
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    every = list(pipelines(assembly))
    roles = {role_arn(one.resource.stack, at(one.resource.properties, "RoleArn")) for one in every}
    buckets = {bucket for pipeline in every for bucket in _other_stores(pipeline)}
    for policy in assembly.resources("AWS::S3::BucketPolicy"):
        for statement in statements(policy):
            if _writes(statement, buckets):
                written_by = set(values(statement, "aws:PrincipalArn"))
                if not written_by or not written_by <= roles:
                    yield policy.violation(statement.name)


def _other_stores(pipeline: Pipeline) -> Iterator[str]:
    """Buckets of other regions than the pipeline's."""
    for store in listed(at(pipeline.resource.properties, "ArtifactStores") or []):
        if text(at(store, "Region")) not in (pipeline.resource.stack.region, "${AWS::Region}"):
            yield text(at(store, "ArtifactStore.Location"))


def _writes(statement: Statement, buckets: set[str]) -> bool:
    objects = [f"arn:aws:s3:::{bucket}/" for bucket in buckets]
    puts = any(fnmatchcase("s3:putobject", action.lower()) for action in statement.actions)
    reached = any(
        resource.startswith(arn) or fnmatchcase(arn, resource) for arn in objects for resource in statement.resources
    )
    return statement.allows and puts and reached
