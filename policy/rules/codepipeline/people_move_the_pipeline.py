"""No role of a template decides for people: it approves nothing, opens no transition, answers for no action.

An approval that a build can give itself is none. A role that only people take on may answer approvals, each by its
name: its trust policy names roles that no template makes, and it may decide nothing else.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._principals import services
from policy.rules._role_arns import arn_of, role_arn
from policy.rules._role_policies import ROLE, holders
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import Statement, statements
from policy.templates.template import listed
from policy.templates.values import fields

DECIDES = re.compile(
    r"codepipeline:(putapprovalresult|(enable|disable)stagetransition|overridestagecondition"
    r"|put(thirdparty)?job(success|failure)result|putactionrevision|rollbackstage|retrystageexecution)",
    re.IGNORECASE,
)
ANSWERS = "codepipeline:PutApprovalResult"


def check(assembly: Assembly) -> Iterator[Violation]:
    made = {arn_of(role) for role in assembly.resources(ROLE)}
    approvals = set(_approvals(assembly))
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows and not _is_of_people(statement, made, approvals):
                for action in statement.actions:
                    if DECIDES.fullmatch(action):
                        yield resource.violation(f"Action::{action}")


def _approvals(assembly: Assembly) -> Iterator[str]:
    """The ARN of every action that asks people."""
    for pipeline in pipelines(assembly):
        stack, name = pipeline.resource.stack, pipeline.resource.properties.get("Name")
        for action in pipeline.actions:
            if action.asks_people:
                yield f"arn:aws:codepipeline:{stack.region}:{stack.account}:{name}/{action.stage}/{action.name}"


def _is_of_people(statement: Statement, made: set[str], approvals: set[str]) -> bool:
    """Whether it answers approvals alone, in a policy that only roles have which only people take on."""
    deciding = {action for action in statement.actions if DECIDES.fullmatch(action)}
    if deciding != {ANSWERS} or not approvals.issuperset(statement.resources):
        return False
    policy = statement.holder
    named = {policy.logical_id} if policy.type == ROLE else set(holders(policy))
    having = [role for role in policy.stack.resources(ROLE) if role.logical_id in named]
    return bool(having) and all(_people_take_on(role, made) for role in having)


def _people_take_on(role: Located, made: set[str]) -> bool:
    trust = [one for one in statements(role) if one.kind == "trust" and one.allows]
    principals = (item for one in trust for item in fields(one.document.get("Principal")).items())
    named = {role_arn(role.stack, value) for kind, values in principals if kind == "AWS" for value in listed(values)}
    return bool(named) and not named & made and not any(services(one) for one in trust)
