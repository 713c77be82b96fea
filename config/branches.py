"""The pipelines of a stack. Each is a configuration like the whole: with its branch, its environments, its names.

That of `source.branch` bears the application's own name. It is the one that updates the stack, and so the pipelines
themselves: two branches that both did would undo each other's work.
"""

import re

from config.model import BranchPipeline, Environment, Pipeline
from config.places import other_regions, places


def pipelines(config: Pipeline) -> tuple[Pipeline, ...]:
    """The one that updates the stack first. `config` itself where the file names none."""
    found = sorted(config.pipelines, key=lambda one: one.name or "")
    return tuple(_view(config, one) for one in found) or (config,)


def updates_the_stack(pipeline: Pipeline) -> bool:
    return own(pipeline) is None or own_name(pipeline) is None


def delivering_to(config: Pipeline, place: Environment) -> tuple[Pipeline, ...]:
    """The pipelines that reach an environment, or one of its places."""
    return tuple(
        each for each in pipelines(config) if place.name in {one.name for one in (*each.environments, *places(each))}
    )


def delivering_in(config: Pipeline, region: str) -> tuple[Pipeline, ...]:
    """The pipelines that deliver to another region than the tools region."""
    return tuple(each for each in pipelines(config) if region in other_regions(each))


def own(config: Pipeline) -> BranchPipeline | None:
    """Which of the file's pipelines a configuration stands for; None where it stands for the whole."""
    return config.pipelines[0] if len(config.pipelines) == 1 else None


def own_name(config: Pipeline) -> str | None:
    found = own(config)
    return found.name if found else None


def started_by(config: Pipeline) -> str | None:
    """The branch or glob whose pushes start it; None where pull requests do."""
    found = own(config)
    return found.branch if found else config.source.branch


def reviewed_for(config: Pipeline) -> str | None:
    """The branch or glob to which pull requests start it; it then delivers nothing."""
    found = own(config)
    return found.pull_requests if found else None


def is_glob(branch: str) -> bool:
    return "*" in branch


def overlap(one: str, other: str) -> bool:
    """Whether some branch belongs to both: each is one branch, or those of a folder, with `**` at whatever depth."""
    return _matches(one, _sample(other)) or _matches(other, _sample(one))


def covers(glob: str, other: str) -> bool:
    """Whether `glob` matches whatever `other` does: also names with a sign in them that only a wildcard matches."""
    wild = ("\0", "\0/\0") if "**" in other else ("\0",)
    return all(_matches(glob, re.sub(r"\*+", least, other)) for least in wild)


def _matches(glob: str, branch: str) -> bool:
    """As CodePipeline does: `*` ends at a slash.

    https://docs.aws.amazon.com/codepipeline/latest/userguide/syntax-glob.html
    """
    pattern = re.escape(glob).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    return re.fullmatch(pattern, branch) is not None


def _sample(glob: str) -> str:
    """A branch of a folder that lies directly in it."""
    return f"{glob.rstrip('*')}x" if is_glob(glob) else glob


def _view(config: Pipeline, one: BranchPipeline) -> Pipeline:
    """A pipeline of many branches, or of pull requests, takes `source.branch` where it is started by hand: a source
    action names one."""
    environments = tuple(each for each in config.environments if each.name in one.environments)
    branch = one.branch if one.branch and not is_glob(one.branch) else config.source.branch
    source = config.source.model_copy(update={"branch": branch})
    return config.model_copy(update={"pipelines": (one,), "environments": environments, "source": source})
