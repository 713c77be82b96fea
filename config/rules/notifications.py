"""Who is told of what, and what a message points to."""

from collections.abc import Iterator

from config.model import Notifications
from config.problem import Finding, quoted
from config.rules.draft import Draft

_CHAT = ("slack", "teams")


def check(draft: Draft) -> Iterator[Finding]:
    notifications = draft.notifications or Notifications()
    yield from _twice(notifications)
    yield from _last_resort(notifications)
    yield from _runbook(draft, notifications)


def _twice(notifications: Notifications) -> Iterator[Finding]:
    emails = notifications.emails
    for index, email in enumerate(emails):
        if email in emails[:index]:
            yield Finding(("notifications", "emails", index), f"found {quoted(email)} a second time; allowed: once")


def _last_resort(notifications: Notifications) -> Iterator[Finding]:
    """An environment's own topic, in its own account and region, reaches no chat."""
    for chat in _CHAT:
        if getattr(notifications, chat) and not notifications.emails:
            yield Finding(
                ("notifications", chat),
                "found without notifications.emails; an environment tells by mail alone that an alarm did not get to "
                "chat: add an address",
                on_key=True,
            )


def _runbook(draft: Draft, notifications: Notifications) -> Iterator[Finding]:
    """S3 has no page for a file, and a phone cannot open a path."""
    asked = [one for _, one in draft.each_environment() if one.asked and one.asked.emails]
    told = asked or notifications.emails or any(getattr(notifications, chat) for chat in _CHAT)
    if told and draft.source and draft.source.provider == "s3" and not notifications.runbook:
        yield Finding(
            ("notifications", "runbook"),
            "missing; s3 needs it: the URL of a page with the sections of docs/operations.md, to which messages link",
        )


def nobody_is_told(draft: Draft) -> Iterator[Finding]:
    """Of failures and alarms; `approval.emails` hear of approvals alone."""
    notifications = draft.notifications or Notifications()
    if not notifications.emails and not any(getattr(notifications, chat) for chat in _CHAT):
        yield Finding(
            ("notifications",),
            "nobody is told when a build or a release fails or an alarm goes off; `emails` names who is",
        )
