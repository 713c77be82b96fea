"""The key's own account can change its policy, and no safety check is skipped: else only AWS's support can.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#allow-iam-policies
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._principals import account_of, identities, is_whole_account
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for key in assembly.resources("AWS::KMS::Key"):
        if not any(_lets_account_manage(statement) for statement in statements(key)):
            yield key.violation("kms:PutKeyPolicy")
        if key.properties.get("BypassPolicyLockoutSafetyCheck", False) is not False:
            yield key.violation("BypassPolicyLockoutSafetyCheck")


def _lets_account_manage(statement: Statement) -> bool:
    stack = statement.holder.stack
    return (
        statement.document.get("Effect") == "Allow"
        and not list(statement.conditions)
        and "kms:putkeypolicy" in {action.lower() for action in statement.actions}
        and any(is_whole_account(n, stack) and account_of(n, stack) == stack.account for n in identities(statement))
    )
