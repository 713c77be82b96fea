"""Trails, and where they deliver."""

from config.model import Environment, Pipeline
from config.names.environment import environment_name, environment_region
from config.names.pipeline import tools_arn


def audit_bucket_name(config: Pipeline) -> str:
    """Of the trails of all accounts."""
    return f"{config.application}-audit-{config.tools.account}-{config.tools.region}"


def audit_key_alias(config: Pipeline) -> str:
    """By which the trails of other accounts know the key of that bucket: its id follows from nothing."""
    return f"alias/{config.application}-audit"


def audit_key_arn(config: Pipeline) -> str:
    return tools_arn(config, "kms", audit_key_alias(config))


def trail_name(config: Pipeline, place: Environment | None = None) -> str:
    """Of the tools account, or of the account that a place is the first in; its role is called so too."""
    return f"{environment_name(config, place) if place else config.application}-audit"


def trail_arn(config: Pipeline, place: Environment | None = None) -> str:
    account = place.account if place else config.tools.account
    region = environment_region(config, place) if place else config.tools.region
    return f"arn:aws:cloudtrail:{region}:{account}:trail/{trail_name(config, place)}"


def trail_log_group_name(config: Pipeline, place: Environment | None = None) -> str:
    return f"/aws/cloudtrail/{trail_name(config, place)}"
