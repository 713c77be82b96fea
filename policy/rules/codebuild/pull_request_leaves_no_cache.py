"""A build of what a pull request proposes has no cache: neither another build nor the next proposal runs what it left.

CodeBuild keeps a local cache on a build host, and does not say that the host is one project's alone.
https://docs.aws.amazon.com/codebuild/latest/userguide/caching-local.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines, starts_on_pull_requests
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

NONE = (None, "NO_CACHE")  # none is the default


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        if starts_on_pull_requests(pipeline):
            for project in (action.project for action in pipeline.actions if action.runs_project):
                cache = at(project.properties, "Cache.Type") if project else None
                if project and cache not in NONE:
                    yield project.violation(f"Cache {text(cache)}")
