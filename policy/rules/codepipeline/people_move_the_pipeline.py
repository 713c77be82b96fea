"""No role of a template decides for people: it approves nothing, opens no transition, answers for no action.

An approval that a build can give itself is none. A role that only people take on may answer approvals, each by its
name: its trust policy names roles that no template makes, and it may decide nothing else.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._people import people_take_on
from policy.rules._role_arns import arn_of
from policy.rules._role_policies import ROLE, holders
from policy.rules.codepipeline._pipeline import approval_arns
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

DECIDES = re.compile(
    r"codepipeline:(putapprovalresult|(enable|disable)stagetransition|overridestagecondition"
    r"|put(thirdparty)?job(success|failure)result|putactionrevision|rollbackstage|retrystageexecution)",
    re.IGNORECASE,
)
ANSWERS = "codepipeline:PutApprovalResult"


def check(assembly: Assembly) -> Iterator[Violation]:
    made = {arn_of(role) for role in assembly.resources(ROLE)}
    approvals = set(approval_arns(assembly))
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows and not _is_of_people(statement, made, approvals):
                for action in statement.actions:
                    if DECIDES.fullmatch(action):
                        yield resource.violation(f"Action::{action}")


def _is_of_people(statement: Statement, made: set[str], approvals: set[str]) -> bool:
    """Whether it answers approvals alone, in a policy that only roles have which only people take on."""
    deciding = {action for action in statement.actions if DECIDES.fullmatch(action)}
    if deciding != {ANSWERS} or not approvals.issuperset(statement.resources):
        return False
    policy = statement.holder
    named = {policy.logical_id} if policy.type == ROLE else set(holders(policy))
    having = [role for role in policy.stack.resources(ROLE) if role.logical_id in named]
    return bool(having) and all(people_take_on(role, made) for role in having)
