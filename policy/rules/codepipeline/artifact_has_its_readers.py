"""An artifact is read by the pipeline's role, by those of actions that take it, and by what it is released to alone.

Builds read the source, whoever deploys templates reads those, and instances and releases read what was built. Nobody
reads all artifacts but the pipeline and what replicates its bucket; no role from elsewhere reads any.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from policy.finding import Violation
from policy.rules.codepipeline._artifacts import allowed_by, objects_of, readers
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

READS = ("s3:getobject", "s3:getobjectversion")


def check(assembly: Assembly) -> Iterator[Violation]:
    reading = [one for resource in assembly.resources() for one in statements(resource) if _reads_objects(one)]
    for pipeline in pipelines(assembly):
        for artifact, keys in objects_of(pipeline).items():
            meant = readers(pipeline, artifact, assembly)
            for statement in reading:
                if any(fnmatchcase(key, resource) for key in keys for resource in statement.resources):
                    for stranger in sorted(allowed_by(statement) - meant):
                        yield statement.holder.violation(f"{statement.name}::{artifact} {stranger}")


def _reads_objects(statement: Statement) -> bool:
    return statement.allows and any(fnmatchcase(read, one.lower()) for read in READS for one in statement.actions)
