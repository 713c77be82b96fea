"""What own trails record is kept for a time and read by roles of the tools account; another's trail is its owner's."""

from collections.abc import Iterator

from config.problem import Finding
from config.rules.draft import Draft

_OF_OWN_TRAILS = ("keep_days", "readers")


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.audit:
        return
    for key in _OF_OWN_TRAILS:
        if draft.audit.trail and key in draft.audit.model_fields_set:
            message = "means nothing with audit.trail: whose trail it is keeps the records, and says who reads them"
            yield Finding(("audit", key), message, on_key=True)
    for index, reader in enumerate(draft.audit.readers):
        account = reader.split(":")[4]
        if draft.tools and account != draft.tools.account:
            message = f"found a role of account {account}; allowed: one of the tools account, {draft.tools.account}"
            yield Finding(("audit", "readers", index), message)
