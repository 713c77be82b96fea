"""An artifact is written by the role that makes it, and by the pipeline's: no policy lets another role put it there.

A build that may write another's artifact replaces what was synthesized, or what was tested, by something else.
"""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._artifacts import objects_of
from policy.rules.codepipeline._pipeline import Pipeline, pipelines
from policy.templates.assembly import Assembly, Located
from policy.templates.references import referred
from policy.templates.statements import Statement, statements
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        objects = objects_of(pipeline)
        for resource in pipeline.resource.stack.resources():
            for statement in statements(resource):
                if _puts_objects(statement):
                    for artifact in _others_artifacts(pipeline, statement, objects):
                        yield resource.violation(f"{statement.name}::{artifact}")


def _puts_objects(statement: Statement) -> bool:
    return statement.allows and any(fnmatchcase("s3:putobject", action.lower()) for action in statement.actions)


def _others_artifacts(pipeline: Pipeline, statement: Statement, objects: Mapping[str, list[str]]) -> Iterator[str]:
    writers = _writers(statement) - {_role(at(pipeline.resource.properties, "RoleArn"))}
    for artifact, keys in objects.items():
        reached = any(fnmatchcase(key, resource) for key in keys for resource in statement.resources)
        if reached and writers - _makers(pipeline, artifact):
            yield artifact


def _makers(pipeline: Pipeline, artifact: str) -> set[str]:
    """The roles of the action that makes it: its own or, of a build, the project's."""
    makers = [action for action in pipeline.actions if artifact in action.outputs]
    projects = (action.project for action in makers)
    roles = [at(project.properties, "ServiceRole") for project in projects if project]
    return {_role(role) for role in [*roles, *(action.role for action in makers if not action.runs_project)]}


def _writers(statement: Statement) -> set[str]:
    """Of a bucket's policy, who is let in; of a role's, that role."""
    holder = statement.holder
    if statement.kind == "resource":
        return {name.removeprefix("${").removesuffix(".Arn}") for _, name in statement.principals}
    named = {_role(role) for role in listed(at(holder.properties, "Roles") or [])}
    return named | {role.logical_id for role in holder.stack.resources("AWS::IAM::Role") if _has(role, holder)}


def _has(role: Located, holder: Located) -> bool:
    """The policy's statements: it is the role's own, or attached to it."""
    return role == holder or holder.logical_id in map(referred, listed(at(role.properties, "ManagedPolicyArns") or []))


def _role(value: Any) -> str:
    """Its logical id, or how else it is named."""
    return referred(value) or text(value)
