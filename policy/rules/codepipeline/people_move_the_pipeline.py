"""No role of a template decides for people: it approves nothing, opens no transition, answers for no action.

An approval that a build can give itself is none.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

DECIDES = re.compile(
    r"codepipeline:(putapprovalresult|(enable|disable)stagetransition|overridestagecondition"
    r"|put(thirdparty)?job(success|failure)result|putactionrevision|rollbackstage|retrystageexecution)",
    re.IGNORECASE,
)


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows:
                for action in statement.actions:
                    if DECIDES.fullmatch(action):
                        yield resource.violation(f"Action::{action}")
