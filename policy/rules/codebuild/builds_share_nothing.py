"""Two builds share no cache, no log group and no buildspec: what the one writes, the other neither runs nor overwrites.

Whoever gets code into the application's build, say by a package that it installs, could leave something in a shared
cache that the other build runs, with the rights to write what will be deployed.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import PROJECT, pipelines
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
        homes = [(_pipelines(project, assembly) if what == "Source.BuildSpec" else "") for project in projects]
        keys = [(one.stack.id, home, text(of(one))) for one, home in zip(projects, homes, strict=True)]
        users = Counter(key for key, project in zip(keys, projects, strict=True) if of(project) is not None)
        for key, project in zip(keys, projects, strict=True):
            if users[key] > 1:
                yield project.violation(f"{what} {text(of(project))}")


def _pipelines(project: Located, assembly: Assembly) -> str:
    """Those that run it: two pipelines read a buildspec of one name, each from the commit of its own branch."""
    of_stack = [one for one in pipelines(assembly) if one.resource.stack.id == project.stack.id]
    running = (one for one in of_stack if any(_is(action.project, project) for action in one.actions))
    return " ".join(sorted(one.resource.logical_id for one in running))


def _is(found: Located | None, project: Located) -> bool:
    return found is not None and found.logical_id == project.logical_id
