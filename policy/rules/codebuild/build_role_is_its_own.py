"""Every project has a role that no other project and no pipeline has.

Whoever gets code into one build, say by a package that it installs, has no more than that build's role.
"""

from collections import Counter
from collections.abc import Iterator

from policy.assembly import Assembly, Stack
from policy.finding import Violation
from policy.rules._properties import at
from policy.template import text

PROJECT, PIPELINE = "AWS::CodeBuild::Project", "AWS::CodePipeline::Pipeline"


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        users = _users(stack)
        for project in stack.resources(PROJECT):
            role = at(project.properties, "ServiceRole")
            if role is None or users[text(role)] > 1:
                yield project.violation("ServiceRole")


def _users(stack: Stack) -> Counter[str]:
    """How many projects and pipelines have each role, those that start a build included."""
    roles = [at(project.properties, "ServiceRole") for project in stack.resources(PROJECT)]
    for pipeline in stack.resources(PIPELINE):
        actions = [action for stage in pipeline.properties["Stages"] for action in stage["Actions"]]
        roles += [at(pipeline.properties, "RoleArn"), *(at(action, "RoleArn") for action in actions)]
    return Counter(text(role) for role in roles)
