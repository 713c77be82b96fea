"""Who is asked and who may answer: each once, and roles of the account in which the pipeline is."""

from collections.abc import Iterator

from config.model import Tools
from config.names import TOOLS_WORDS
from config.problem import Finding, Path, quoted
from config.rules.draft import Draft


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        if environment.asked:
            place = (*path, "approval")
            yield from _twice((*place, "emails"), environment.asked.emails)
            yield from _twice((*place, "approvers"), environment.asked.approvers)
            if draft.tools:
                yield from _elsewhere((*place, "approvers"), environment.asked.approvers, draft.tools)
            yield from _of_the_stacks((*place, "approvers"), environment.asked.approvers, draft)


def _twice(path: Path, named: tuple[str, ...]) -> Iterator[Finding]:
    for index, one in enumerate(named):
        if one in named[:index]:
            yield Finding((*path, index), f"found {quoted(one)} a second time; allowed: once")


def _elsewhere(path: Path, approvers: tuple[str, ...], tools: Tools) -> Iterator[Finding]:
    """Whoever may take on another account's role is decided there, by people whom this file does not name."""
    for index, approver in enumerate(approvers):
        account = approver.split(":")[4]
        if account != tools.account:
            message = f"found a role of account {account}; allowed: one of the tools account, {tools.account}"
            yield Finding((*path, index), message)


def _of_the_stacks(path: Path, approvers: tuple[str, ...], draft: Draft) -> Iterator[Finding]:
    """A role that a stack makes is a service's, or the one that approvers take on: no person has it to begin with."""
    named = [one.name for _, one in draft.each_environment()]
    named += [one.name for one in draft.pipelines if one and one.name]
    for index, approver in enumerate(approvers):
        role = approver.rpartition("/")[2]  # unique in the account, whatever its path
        duty = role.removeprefix(f"{draft.application}-")
        if duty != role and (duty in TOOLS_WORDS or duty.startswith(tuple(f"{name}-" for name in named))):
            message = f"found {quoted(role)}, a name of the stacks' own roles; allowed: a role that people have"
            yield Finding((*path, index), message)
