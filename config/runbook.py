"""Where the runbook is, to whose sections messages and alarms link."""

from config.model import Pipeline

RUNBOOK = "docs/operations.md"


def runbook(config: Pipeline, section: str) -> str:
    return f"{_page(config)}#{section}"


def _page(config: Pipeline) -> str:
    """`notifications.runbook`, else the repository's own page, as far as its host has one for each file."""
    source = config.source
    if config.notifications.runbook:
        return config.notifications.runbook
    match source.provider:
        case "github":
            return f"https://github.com/{source.repository}/blob/{source.branch}/{RUNBOOK}"
        case "gitlab":
            return f"https://gitlab.com/{source.repository}/-/blob/{source.branch}/{RUNBOOK}"
        case "bitbucket":
            return f"https://bitbucket.org/{source.repository}/src/{source.branch}/{RUNBOOK}"
        case _:
            return RUNBOOK
