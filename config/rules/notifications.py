"""Who is told of what."""

from collections.abc import Iterator

from config.problem import Finding, quoted
from config.rules.draft import Draft


def check(draft: Draft) -> Iterator[Finding]:
    emails = draft.notifications.emails if draft.notifications else ()
    for index, email in enumerate(emails):
        if email in emails[:index]:
            yield Finding(("notifications", "emails", index), f"found {quoted(email)} a second time; allowed: once")
