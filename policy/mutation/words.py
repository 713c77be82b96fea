"""Mutants are written in the words of an example; here they become those of the templates at hand.

The example is an application `webapp` in eu-central-1 with the environments dev, staging and production, each in an
account of its own. `production` stands for the last environment that asks people, or the last at all; `dev` for the
first, `staging` for one between them.
"""

import re
from collections.abc import Mapping
from typing import Any

from policy.rules.codepipeline._pipeline import Pipeline, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

REGION = "eu-central-1"
TOOLS, FIRST, BETWEEN, LIVE = "111111111111", "222222222222", "333333333333", "444444444444"
# Whole words; but a construct's path may go on with the name of another: `from productionEc2LoadBalancer...`.
WORD = re.compile(rf"(?<!\w)(?:webapp|staging|(?<!/)dev)(?![a-z0-9])|(?<![a-z])production|{REGION}|([1-4])\1{{11}}")


def in_words_of(assembly: Assembly, value: Any) -> Any:
    """Any value as a mutant writes it, with the names, accounts and the region of the assembly."""
    return _translated(value, _words(assembly))


def _words(assembly: Assembly) -> Mapping[str, str]:
    """By the example's words. Nothing changes where there is no pipeline that deploys."""
    for pipeline in pipelines(assembly):
        if pipeline.environments:
            return _words_of(assembly, pipeline)
    return {}


def _words_of(assembly: Assembly, pipeline: Pipeline) -> Mapping[str, str]:
    names = [stage.name for stage in pipeline.environments]
    asking = [stage.name for stage in pipeline.environments if any(action.asks_people for action in stage.actions)]
    live = (asking or names)[-1]
    between = next((name for name in names[1:] if name != live), names[0])
    accounts = {stack.id: stack.account for stack in assembly.stacks}
    own = pipeline.resource.stack
    return {
        "webapp": text(at(pipeline.resource.properties, "Name")),
        **{"dev": names[0], "staging": between, "production": live, REGION: own.region, TOOLS: own.account},
        **{FIRST: accounts[names[0]], BETWEEN: accounts[between], LIVE: accounts[live]},
    }


def _translated(value: Any, words: Mapping[str, str]) -> Any:
    match value:
        case str():
            return WORD.sub(lambda found: words.get(found[0], found[0]), value)
        case dict():
            return {_translated(key, words): _translated(one, words) for key, one in value.items()}
        case list() | tuple():
            return [_translated(one, words) for one in value]
    return value
