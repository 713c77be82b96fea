"""Dashboards, and the events that they count."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, drop, properties, put, remove, statement
from policy.templates.assembly import Assembly

OF_PIPELINE = ("Pipeline", "Dashboard/Resource")
OF_PRODUCTION = ("production", "Ec2/Dashboard/Resource")
GROUP = ("Pipeline", "History/Events/Resource")
RULE = ("Pipeline", "History/Rule")


def _stated(part: str, value: Any) -> Change:
    def change(assembly: Assembly) -> None:
        statement(assembly, *GROUP, "PipelineTells")[part] = value

    return change


def _body_without(shown: str) -> Change:
    """An alarm's widget that shows fewer."""

    def change(assembly: Assembly) -> None:
        [_, parts] = properties(assembly, *OF_PRODUCTION)["DashboardBody"]["Fn::Join"]
        number = next(index for index, part in enumerate(parts) if shown in str(part))
        parts[number] = "arn:aws:cloudwatch:eu-central-1:444444444444:alarm:another"

    return change


MUTANTS = (
    Mutant("dashboard of the pipeline: removed", remove(*OF_PIPELINE)),
    Mutant("dashboard of production: removed", remove(*OF_PRODUCTION)),
    Mutant("dashboard of production: another name", put(*OF_PRODUCTION, "DashboardName", "somewhere")),
    Mutant("dashboard of production: empty", put(*OF_PRODUCTION, "DashboardBody", "{}")),
    Mutant("dashboard of production: without an alarm", _body_without("Alarms")),
    Mutant("dashboard of production: without that of an outage", _body_without("outage")),
    Mutant(
        "events of the pipeline: to no log group",
        put(*RULE, "Targets.0.Arn", "arn:aws:logs:eu-central-1:1:log-group:x"),
    ),
    Mutant("events of the pipeline: kept nowhere", remove(*RULE)),
    Mutant("events of the pipeline: rule disabled", put(*RULE, "State", "DISABLED")),
    Mutant("events of the pipeline: log group removed", remove(*GROUP)),
    Mutant("events of the pipeline: may not be written", drop(*GROUP, "ResourcePolicyDocument")),
    Mutant("events of the pipeline: written by anybody", _stated("Principal", {"AWS": "*"})),
    Mutant("events of the pipeline: written for anybody", _stated("Condition", {})),
    Mutant(
        "events of the pipeline: EventBridge may delete the group",
        _stated("Action", ["logs:CreateLogStream", "logs:DeleteLogGroup", "logs:PutLogEvents"]),
    ),
)
