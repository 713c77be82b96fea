"""Tasks outside the region of their image, and the alarm that stands for both of their target groups."""

from functools import partial
from typing import Any

from policy.mutation import mutant
from policy.mutation.change_statement import elements, without
from policy.mutation.mutant import Mutant
from policy.templates.assembly import Assembly

AWAY = "production-euw1"
PULL = (AWAY, "Ecs/Tasks/ExecutionRole/Policy/Resource")
LOG_IN = (*PULL, "LogInToRegistry")
_put = partial(mutant.put, "Pipeline", "Delivery/Pipeline/Resource")
HARM = (AWAY, "Ecs/Alarms/harm/Resource")
PARTS = tuple(f"{group}_{what}_harm" for group in ("blue", "green") for what in ("http_5xx", "latency_p95"))
PREPARE, RELEASE = "Stages.4.Actions.1", "Stages.4.Actions.6"


def _in(operator: str, *regions: str) -> dict[str, Any]:
    return {operator: {"aws:RequestedRegion": list(regions)}}


def _measures_blue_twice(metric: str) -> mutant.Change:
    def change(assembly: Assembly) -> None:
        found = {one["Id"]: one for one in mutant.properties(assembly, *HARM)["Metrics"]}
        found[f"green_{metric}"]["MetricStat"] = found[f"blue_{metric}"]["MetricStat"]

    return change


MUTANTS = tuple(
    Mutant(f"ECS in regions: {name}", change, of="ecs-regions")
    for name, change in (
        ("logs in to registries everywhere", without(*LOG_IN, "Condition")),
        ("logs in beside its tasks", elements(*LOG_IN, Condition=_in("StringEquals", "eu-west-1"))),
        (
            "logs in beside its tasks, too",
            elements(*LOG_IN, Condition=_in("StringEquals", "eu-central-1", "eu-west-1")),
        ),
        ("logs in to a continent", elements(*LOG_IN, Condition=_in("StringLike", "eu-*"))),
        ("looks around where the image is", elements(*LOG_IN, Action=["ecr:GetAuthorizationToken", "ecr:Describe*"])),
        ("pulls every image", elements(*PULL, "PullImages", Resource="*")),
        (
            "pulls from a registry that nobody scans",
            elements(*PULL, "PullImages", Resource="arn:aws:ecr:eu-west-1:111111111111:repository/webapp"),
        ),
        ("release in a third region", _put(f"{RELEASE}.Region", "us-east-1")),
        (
            "task definition of the other region",
            _put(f"{RELEASE}.Configuration.TaskDefinitionTemplatePath", "production.taskdef.json"),
        ),
        (
            "template of the other region",
            _put(f"{PREPARE}.Configuration.TemplatePath", "Synthesized::production.template.json"),
        ),
        *(
            (f"harm: the requests of one group only, {metric}", _measures_blue_twice(metric))
            for metric in ("failed", "requests", "latency_p95")
        ),
        (
            "harm: by the errors of blue alone",
            mutant.put(
                *HARM, "Metrics.0.Expression", f"MAX([{', '.join((*PARTS[:2], PARTS[3]))}, unhealthy_hosts_harm])"
            ),
        ),
        ("harm: without the hosts", mutant.put(*HARM, "Metrics.0.Expression", f"MAX([{', '.join(PARTS)}])")),
    )
)
