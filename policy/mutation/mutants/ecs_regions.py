"""Tasks outside the region of their image."""

from functools import partial
from typing import Any

from policy.mutation import mutant
from policy.mutation.change_statement import elements, without
from policy.mutation.mutant import Mutant

AWAY = "production-euw1"
PULL = (AWAY, "Ecs/Tasks/ExecutionRole/Policy/Resource")
LOG_IN = (*PULL, "LogInToRegistry")
_put = partial(mutant.put, "Pipeline", "Delivery/Pipeline/Resource")
PREPARE, RELEASE = "Stages.4.Actions.1", "Stages.4.Actions.6"


def _in(operator: str, *regions: str) -> dict[str, Any]:
    return {operator: {"aws:RequestedRegion": list(regions)}}


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
    )
)
