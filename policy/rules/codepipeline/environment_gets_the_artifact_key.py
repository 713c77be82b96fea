"""Where an environment is told of a key, it is the key of the pipeline's artifacts.

With another its roles could not read what is released, or would ask a key whose policy nobody has looked at.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import overrides, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        key = text(at(pipeline.resource.properties, "ArtifactStore.EncryptionKey.Id"))
        for action in pipeline.actions:
            for name, value in overrides(action).items():
                if name.endswith("KeyArn") and value != key:
                    yield action.violation(f"ParameterOverrides {name}")
