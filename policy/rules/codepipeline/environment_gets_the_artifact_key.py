"""Where an environment is told of a key, it is the key of the pipeline's artifacts in its region.

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
        for action in pipeline.actions:
            key = text(at(pipeline.stores.get(action.region), "EncryptionKey.Id"))
            for name, value in overrides(action).items():
                if name.endswith("KeyArn") and value != key:
                    yield action.violation(f"ParameterOverrides {name}")
