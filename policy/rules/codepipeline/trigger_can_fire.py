"""What a trigger includes, it does not exclude as a whole: a pipeline that nothing starts delivers nothing.

Excluding comes first. https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at

EVERYTHING = {"*", "**", "**/*"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for trigger in listed(pipeline.resource.properties.get("Triggers", [])):
            git = at(trigger, "GitConfiguration")
            for chosen in (*listed(at(git, "Push") or []), *listed(at(git, "PullRequest") or [])):
                for kind in ("Branches", "Tags", "FilePaths"):
                    if _excludes_all(at(chosen, kind)):
                        yield pipeline.resource.violation(f"{kind}.Excludes")


def _excludes_all(chosen: Any) -> bool:
    included, excluded = ({text(one) for one in listed(at(chosen, key) or [])} for key in ("Includes", "Excludes"))
    return bool(excluded & EVERYTHING) or bool(included and included <= excluded)
