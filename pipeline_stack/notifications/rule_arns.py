"""All rules that start the state machine, by their names: its role trusts them, and its queue takes from them."""

from config import names
from config.branches import pipelines, reviewed_for
from config.model import Pipeline
from pipeline_stack.notifications.environments import heard
from pipeline_stack.notifications.occasions import WATCHED
from pipeline_stack.notifications.topics import approvals


def asked_daily(config: Pipeline) -> list[Pipeline]:
    """Whether they are stale. Weeks without a pull request are no fault."""
    return [each for each in pipelines(config) if not reviewed_for(each)]


def rule_arns(config: Pipeline) -> list[str]:
    rules = [
        *(occasion.name for occasion in WATCHED),
        *(rule for rule, _, _ in approvals(config)),
        *map(names.stale_rule, asked_daily(config)),
    ]
    of_environments = [names.heard_rule_arn(config, occasion.name) for occasion in heard(config)]
    return [*(names.told_rule_arn(config, rule) for rule in rules), *of_environments]
