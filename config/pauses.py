"""What waits before an environment, and why: `paused` of the environment, or of the whole file."""

from config.model import Environment, Pipeline


def paused_because(config: Pipeline, environment: Environment) -> str | None:
    """An environment's own reason says more."""
    return environment.paused or config.paused
