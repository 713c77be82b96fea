"""What an approver is asked: which commit, when and with which words it was made, and what it would change.

No source of CodePipeline's says who the author is; the page of the commit, to which the approval links, does.
https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html
"""

from urllib.parse import quote

from config import names, places
from config.model import Environment, Pipeline
from pipeline_stack.commit_link import revision


def question(config: Pipeline, environment: Environment) -> str:
    """At most 1000 characters before its variables are resolved, and 100 KB after that (CodePipeline's quotas)."""
    asked = f"Release {revision(config)} of {config.application} to {environment.name}?"
    return f"{asked} {_changes(config, environment)}{_words(config)}"


def _changes(config: Pipeline, environment: Environment) -> str:
    """Of several regions, names and links have no room."""
    every = places.places_of(config, environment)
    if len(every) > 1:
        where = f"account {environment.account}, regions {', '.join(environment.regions)}"
        return f"The change sets of its stacks in {where}, show what would change."
    [place] = every
    return (
        f"Change set {names.change_set_name(config, place)} of stack {names.environment_name(config, place)} "
        f"in account {environment.account} shows what would change: {_change_set_link(config, place)}"
    )


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
