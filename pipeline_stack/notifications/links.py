"""Where a message points to: the console, and the runbook's section."""

from config import names
from config.model import Pipeline

RUNBOOK = "docs/operations.md"


def runbook(config: Pipeline, occasion: str) -> str:
    return f"{_page(config)}#{occasion}"


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


def pipelines_page(config: Pipeline) -> str:
    """What comes before a pipeline's name in the console's addresses."""
    return f"https://{config.tools.region}.console.aws.amazon.com/codesuite/codepipeline/pipelines/"


def alarm_description(config: Pipeline) -> str:
    return f"Messages about {names.pipeline_stack_name(config)} could not be sent: {runbook(config, 'tell-failed')}"
