"""Every project has a role that no other project, no pipeline and no action has.

Whoever gets code into one build, say by a package that it installs, has no more than that build's role.
"""

from collections import Counter
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import PIPELINE, Pipeline
from policy.templates.assembly import Assembly, Stack
from policy.templates.template import text
from policy.templates.values import at

PROJECT = "AWS::CodeBuild::Project"


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        users = _users(stack)
        for project in stack.resources(PROJECT):
            role = at(project.properties, "ServiceRole")
            if role is None or users[text(role)] > 1:
                yield project.violation("ServiceRole")


def _users(stack: Stack) -> Counter[str]:
    """How many projects, pipelines and actions have each role."""
    users = Counter(text(at(project.properties, "ServiceRole")) for project in stack.resources(PROJECT))
    for pipeline in stack.resources(PIPELINE):
        users[text(at(pipeline.properties, "RoleArn"))] += 1
        users.update(text(action.role) for action in Pipeline(pipeline).actions)
    return users
