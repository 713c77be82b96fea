"""Production asks a person, wherever among the environments it stands.

Where it is the last one, last_environment_needs_approval says so already.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly

PRODUCTION = ("prod", "production")


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for stage in pipeline.environments[:-1]:
            if stage.name.lower() in PRODUCTION and not stage.is_approved:
                yield pipeline.resource.violation(stage.name)
