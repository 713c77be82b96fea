"""The roles of a pipeline that pull requests start reach the objects of its folder in the artifact store, no others.

What others deliver lies beside it, and what their builds have left in a cache, which their next builds run.
https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html#concepts-artifacts
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._role_arns import role_arn
from policy.rules.codepipeline._artifacts import allowed_by
from policy.rules.codepipeline._pipeline import Pipeline, pipelines, starts_on_pull_requests
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        if starts_on_pull_requests(pipeline):
            mine, folder = _roles(pipeline), text(at(pipeline.resource.properties, "Name"))[:20]
            for resource in pipeline.resource.stack.resources():
                for statement in statements(resource):
                    if statement.allows and _reaches_elsewhere(statement, folder) and mine & allowed_by(statement):
                        yield resource.violation(statement.name)


def _roles(pipeline: Pipeline) -> set[str]:
    projects = [action.project for action in pipeline.actions if action.project]
    own = at(pipeline.resource.properties, "RoleArn")
    roles = [own, *pipeline.roles_taken_on, *(at(project.properties, "ServiceRole") for project in projects)]
    return {role_arn(pipeline.resource.stack, role) for role in roles}


def _reaches_elsewhere(statement: Statement, folder: str) -> bool:
    """Objects of another folder, or of any. A bucket's ARN, without objects, has its properties alone."""
    if not any(action.lower().startswith("s3:") or action == "*" for action in statement.actions):
        return False
    objects = [each for each in statement.resources if "/" in each or "*" in each]
    return not all(f"/{folder}/" in each for each in objects)
