"""Where a message points to in the console, and what alarms say of themselves."""

from config import names
from config.model import Pipeline
from config.runbook import runbook


def pipelines_page(config: Pipeline) -> str:
    """What comes before a pipeline's name in the console's addresses."""
    return f"https://{config.tools.region}.console.aws.amazon.com/codesuite/codepipeline/pipelines/"


def failed_description(config: Pipeline) -> str:
    return f"Messages about {names.pipeline_stack_name(config)} could not be sent: {runbook(config, 'tell-failed')}"


def untold_description(config: Pipeline) -> str:
    return f"Nobody was told of something that has happened: {runbook(config, 'untold')}"
