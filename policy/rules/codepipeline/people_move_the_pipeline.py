"""No role of a template decides for people: it approves nothing, opens no transition, answers for no action.

An approval that a build can give itself is none.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodepipeline.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._actions import allowed
from policy.templates.assembly import Assembly

DECIDES = re.compile(
    r"codepipeline:(putapprovalresult|(enable|disable)stagetransition|overridestagecondition"
    r"|put(thirdparty)?job(success|failure)result|putactionrevision|rollbackstage|retrystageexecution)",
    re.IGNORECASE,
)


def check(assembly: Assembly) -> Iterator[Violation]:
    return allowed(assembly, DECIDES)
