"""An approval names the revision and its own stage, that it is about, and links to nothing else.

Whoever is asked "Please approve" approves what they cannot see, and with another environment's change set before them
something else. A link in a message of AWS's is one people follow: it leads to the host of the source's connection.
https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, Pipeline, Stage, pipelines, source_actions
from policy.templates.assembly import Assembly
from policy.templates.references import resource_referred
from policy.templates.template import text
from policy.templates.values import at

HOSTS = re.compile(r"https://(github\.com|gitlab\.com|bitbucket\.org|[a-z0-9-]+\.console\.aws\.amazon\.com)/")
HOST_OF = {"GitHub": "github.com", "GitLab": "gitlab.com", "Bitbucket": "bitbucket.org"}
CONNECTIONS = ("AWS::CodeConnections::Connection", "AWS::CodeStarConnections::Connection")
PAGE = re.compile(r"stackId=([\w-]+)&changeSetId=([\w-]+)")
REPOSITORY = ("FullRepositoryId", "RepositoryName")


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        stages = {stage.name: stage for stage in pipeline.stages}
        variables = [f"#{{{text(at(source.definition, 'Namespace'))}." for source in source_actions(pipeline)]
        for action in pipeline.actions:
            if action.asks_people:
                if not any(variable in text(action.setting("CustomData")) for variable in variables):
                    yield action.violation("CustomData")
                if not _names_its_changes(action, stages[action.stage]):
                    yield action.violation("CustomData names other changes")
                if not _leads_to_the_source(action, pipeline, variables):
                    yield action.violation("ExternalEntityLink")


def _names_its_changes(approval: Action, stage: Stage) -> bool:
    """The stage, and of no change set but its own the page that shows it; of several stacks not each may have room."""
    said = text(approval.setting("CustomData"))
    own = {action.change_set for action in stage.actions if action.prepares_changes}
    named = re.search(rf"(?<![\w-]){re.escape(stage.name)}(?![\w-])", said) is not None
    return named and set(PAGE.findall(said)) <= own


def _leads_to_the_source(approval: Action, pipeline: Pipeline, variables: list[str]) -> bool:
    """A link is missed only where the source is a bucket, which has no page of its revisions."""
    link = approval.setting("ExternalEntityLink")
    named = [
        text(source.setting(key)) for source in source_actions(pipeline) for key in REPOSITORY if source.setting(key)
    ]
    if link is None:
        return not named
    shows = any(variable in text(link) for variable in variables) and any(f"/{name}/" in text(link) for name in named)
    host = HOSTS.match(text(link))
    return shows and host is not None and all(host[1] == HOST_OF[one] for one in _providers(pipeline))


def _providers(pipeline: Pipeline) -> Iterator[str]:
    """Of the connections that the template makes."""
    for source in source_actions(pipeline):
        made = resource_referred(source.pipeline.stack, source.setting("ConnectionArn"), *CONNECTIONS)
        provider = text(at(made.properties, "ProviderType")) if made else ""
        if provider in HOST_OF:
            yield provider
