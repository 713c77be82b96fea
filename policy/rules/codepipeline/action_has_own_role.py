"""A pipeline has a role, and each of its actions has another: what one action may do, the others may not.

An action without a role takes the pipeline's, which then needs the permissions of all. Only an approval may: it waits,
and calls nothing, https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-service-role-permissions.html.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        role = at(pipeline.resource.properties, "RoleArn")
        if role is None:
            yield pipeline.resource.violation("RoleArn")
        for action in pipeline.actions:
            if action.role == role or (action.role is None and not action.asks_people):
                yield action.violation("RoleArn")
