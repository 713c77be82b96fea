"""An approval names the revision that it is about, by a variable of the source, and links to nothing else.

Whoever is asked "Please approve" approves what they cannot see; and a link in a message of AWS's is one people follow.
https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, Pipeline, pipelines, source_actions
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

HOSTS = re.compile(r"https://(github\.com|gitlab\.com|bitbucket\.org|[a-z0-9-]+\.console\.aws\.amazon\.com)/")
REPOSITORY = ("FullRepositoryId", "RepositoryName")


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        variables = [f"#{{{text(at(source.definition, 'Namespace'))}." for source in source_actions(pipeline)]
        for action in pipeline.actions:
            if action.asks_people:
                if not any(variable in text(action.setting("CustomData")) for variable in variables):
                    yield action.violation("CustomData")
                if not _leads_to_the_source(action, pipeline, variables):
                    yield action.violation("ExternalEntityLink")


def _leads_to_the_source(approval: Action, pipeline: Pipeline, variables: list[str]) -> bool:
    """A link is missed only where the source is a bucket, which has no page of its revisions."""
    link = approval.setting("ExternalEntityLink")
    named = [
        text(source.setting(key)) for source in source_actions(pipeline) for key in REPOSITORY if source.setting(key)
    ]
    if link is None:
        return not named
    shows = any(variable in text(link) for variable in variables) and any(f"/{name}/" in text(link) for name in named)
    return shows and HOSTS.match(text(link)) is not None
