"""A role that trusts a pipeline alone is the role of one of its actions or rules.

One that is not has lost what it was made for: the rules that watch a release's alarms, say.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._role_arns import arn_of, role_arn
from policy.rules._role_policies import ROLE
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import statements
from policy.templates.template import listed
from policy.templates.values import at, fields


def check(assembly: Assembly) -> Iterator[Violation]:
    own, used = set[str](), set[str]()
    for pipeline in pipelines(assembly):
        stack = pipeline.resource.stack
        own.add(role_arn(stack, at(pipeline.resource.properties, "RoleArn")))
        used |= {role_arn(stack, role) for role in pipeline.roles_taken_on}
    for role in assembly.resources(ROLE):
        if own >= _trusted(role) != set() and arn_of(role) not in used:
            yield role.violation("nothing of the pipeline takes it on")


def _trusted(role: Located) -> set[str]:
    trust = (one for one in statements(role) if one.kind == "trust" and one.allows)
    principals = (item for one in trust for item in fields(one.document.get("Principal")).items())
    return {role_arn(role.stack, value) for _, values in principals for value in listed(values)}
