"""What an approver is asked: which commit, when and with which words it was made, and what it would change.

No source of CodePipeline's says who the author is; the page of the commit, to which the approval links, does.
https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html
"""

from collections.abc import Sequence
from urllib.parse import quote

from config import names, places
from config.model import Environment, Pipeline
from pipeline_stack.commit_link import revision

LONGEST = 1000  # characters, before variables are resolved; 100 KB after that (CodePipeline's quotas)


def question(config: Pipeline, environment: Environment) -> str:
    asked, words = f"Release {revision(config)} of {config.application} to {environment.name}? ", _words(config)
    every = places.places_of(config, environment)
    if len(every) == 1:
        return asked + _change(config, every[0]) + words
    with_links = (asked + _changes(config, every, links) + words for links in range(len(every), 0, -1))
    return next(said for said in with_links if len(said) <= LONGEST)


def _change(config: Pipeline, place: Environment) -> str:
    return (
        f"Change set {names.change_set_name(config, place)} of stack {names.environment_name(config, place)} "
        f"in account {place.account} shows what would change: {_change_set_link(config, place)}"
    )


def _changes(config: Pipeline, every: Sequence[Environment], links: int) -> str:
    """Of several regions: so many have their link; for more there may be no room."""
    linked, others = every[:links], every[links:]
    said = f"The change sets of its stacks in account {every[0].account} show what would change:"
    said += "".join(f" {_change_set_link(config, place)}" for place in linked)
    return f"{said} Likewise in {', '.join(str(place.region) for place in others)}." if others else said


def _words(config: Pipeline) -> str:
    if config.source.provider == "s3":
        return ""
    return " The commit is of branch #{Source.BranchName}, made #{Source.AuthorDate}: #{Source.CommitMessage}"


def _change_set_link(config: Pipeline, place: Environment) -> str:
    """In the console of the environment's account, by names: the ids are CloudFormation's."""
    region = names.environment_region(config, place)
    stack, change_set = (
        quote(name(config, place), safe="") for name in (names.environment_name, names.change_set_name)
    )
    return (
        f"https://{region}.console.aws.amazon.com/cloudformation/home?region={region}"
        f"#/stacks/changesets/changes?stackId={stack}&changeSetId={change_set}"
    )
