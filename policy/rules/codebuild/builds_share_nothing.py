"""Two builds share no cache, no log group and no buildspec: what the one writes, the other neither runs nor overwrites.

Whoever gets code into the application's build, say by a package that it installs, could leave something in a shared
cache that the other build runs, with the rights to write what will be deployed.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import PROJECT
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at


def _cache(project: Located) -> Any:
    return at(project.properties, "Cache.Location") if at(project.properties, "Cache.Type") == "S3" else None


def _buildspec(project: Located) -> Any:
    """CodeBuild's default is buildspec.yml."""
    return at(project.properties, "Source.BuildSpec") or "buildspec.yml"


SHARED: dict[str, Callable[[Located], Any]] = {
    "Cache.Location": _cache,
    "CloudWatchLogs.GroupName": lambda project: at(project.properties, "LogsConfig.CloudWatchLogs.GroupName"),
    "Source.BuildSpec": _buildspec,
}


def check(assembly: Assembly) -> Iterator[Violation]:
    projects = list(assembly.resources(PROJECT))
    for what, of in SHARED.items():
        users = Counter((project.stack.id, text(of(project))) for project in projects if of(project) is not None)
        for project in projects:
            if users[project.stack.id, text(of(project))] > 1:
                yield project.violation(f"{what} {text(of(project))}")
