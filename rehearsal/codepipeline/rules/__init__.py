"""One module per provider of rules: `check(job)`. What is not in this table is refused by name."""

from collections.abc import Callable, Mapping

from rehearsal.codepipeline.rules import cloudwatch_alarm, deployment_window, variable_check
from rehearsal.codepipeline.rules.job import RuleJob

RULES: Mapping[str, Callable[[RuleJob], None]] = {
    "CloudWatchAlarm": cloudwatch_alarm.check,
    "DeploymentWindow": deployment_window.check,
    "VariableCheck": variable_check.check,
}
