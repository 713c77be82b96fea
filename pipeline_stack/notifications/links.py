"""Where a message points to in the console, and what an alarm says of itself."""

from config import names
from config.model import Pipeline
from config.runbook import runbook


def pipelines_page(config: Pipeline) -> str:
    """What comes before a pipeline's name in the console's addresses."""
    return f"https://{config.tools.region}.console.aws.amazon.com/codesuite/codepipeline/pipelines/"


def alarm_description(config: Pipeline) -> str:
    return f"Messages about {names.pipeline_stack_name(config)} could not be sent: {runbook(config, 'tell-failed')}"
