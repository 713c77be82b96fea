"""No action carries a secret in its configuration, its variables or its commands, nor a variable of the pipeline.

Whoever may look at the pipeline reads them.
"""

import json
from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._secrets import is_secret, secrets_among, shows_secret
from policy.rules.codepipeline._pipeline import Action, pipelines
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed, text
from policy.templates.values import at, fields


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            for where in [*_in_configuration(action), *_in_variables(action), *_in_commands(action)]:
                yield action.violation(where)
        yield from _defaults(pipeline.resource)


def _in_configuration(action: Action) -> Iterator[str]:
    for key in secrets_among(action.settings):
        yield f"Configuration.{key}"


def _in_variables(action: Action) -> Iterator[str]:
    """Of CodeBuild, a JSON list in one setting; of Commands, a property."""
    for variable in [*_of_build(action), *listed(action.definition.get("EnvironmentVariables", []))]:
        lower = {key.lower(): value for key, value in fields(variable).items()}
        plain = lower.get("type") in (None, "PLAINTEXT")
        if plain and is_secret(text(lower.get("name", "")), lower.get("value")):
            yield f"EnvironmentVariable {lower.get('name')}"


def _of_build(action: Action) -> list[Any]:
    try:
        return listed(json.loads(text(action.setting("EnvironmentVariables") or "[]")))
    except ValueError:
        return []  # CodePipeline refuses it


def _in_commands(action: Action) -> Iterator[str]:
    if any(shows_secret(command) for command in listed(action.definition.get("Commands", []))):
        yield "Commands"


def _defaults(pipeline: Located) -> Iterator[Violation]:
    for variable in listed(pipeline.properties.get("Variables", [])):
        name, value = text(at(variable, "Name")), at(variable, "DefaultValue")
        if value and is_secret(name, value):
            yield pipeline.violation(f"Variable {name}")
