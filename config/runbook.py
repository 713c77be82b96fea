"""Where the runbook is, to whose sections messages and alarms link."""

from config.model import Pipeline

RUNBOOK = "docs/operations.md"
_CODECOMMIT = "https://{region}.console.aws.amazon.com/codesuite/codecommit/repositories"


def runbook(config: Pipeline, section: str) -> str:
    return f"{_page(config)}#{section}"


def _page(config: Pipeline) -> str:
    """`notifications.runbook`, else the repository's own page."""
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
        case "codecommit":
            files = f"{_CODECOMMIT.format(region=config.tools.region)}/{source.repository}/browse/refs/heads"
            return f"{files}/{source.branch}/--/{RUNBOOK}?region={config.tools.region}"
        case "s3":  # has no page; whoever is told has `notifications.runbook` (config/rules/notifications.py)
            return RUNBOOK
