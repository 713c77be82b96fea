"""Every strategy that is measured: the one environment of its pipeline.yml, and what is rolled back there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bench.releases.rollbacks import (
    ALARM_AFTER,
    ALARM_AMID,
    ALARM_IN_THE_GAP,
    HOOK_AFTER,
    HOOK_BEFORE,
    NEVER_STARTS,
    UNHEALTHY,
    UNHEALTHY_TO_THE_BALANCER,
    WORN_BY_TRAFFIC,
    Rollback,
)

APPLICATION, ENVIRONMENT = "shop", "live"
STEPS = {"percent": 10, "interval_minutes": 1, "keep_minutes": 5}
OF_FUNCTIONS = {"percent": 10, "interval_minutes": 1}


@dataclass(frozen=True)
class Strategy:
    """`environment`: its keys in pipeline.yml. `interrupts`: by nature; failed requests are shown, not judged."""

    environment: Mapping[str, Any]
    rollbacks: tuple[Rollback, ...]
    interrupts: bool = False

    def write(self, pipeline_yml: Path) -> None:
        document = {
            "application": APPLICATION,
            "tools": {"account": "111111111111", "region": "eu-central-1"},
            "source": {"provider": "codecommit", "repository": APPLICATION},
            "environments": [{"name": ENVIRONMENT, "account": "222222222222", **self.environment}],
        }
        YAML().dump(document, pipeline_yml)


def _in_place(**capacity: int | str) -> dict[str, Any]:
    return {"target": "ec2", "strategy": "in-place", "capacity": capacity}


def _ecs(strategy: str, traffic: dict[str, int]) -> dict[str, Any]:
    return {"target": "ecs", "strategy": strategy, "traffic": traffic, "task": {"desired": 2}}


def _function(strategy: str, **traffic: Any) -> dict[str, Any]:
    return {"target": "lambda", "strategy": strategy, **traffic}


IN_PLACE = (UNHEALTHY, ALARM_AMID, HOOK_AFTER)
IN_STEPS = (UNHEALTHY, ALARM_AMID, ALARM_AFTER)
FUNCTION = (UNHEALTHY, ALARM_AMID, WORN_BY_TRAFFIC)
STRATEGIES = {
    "ec2/in-place-half": Strategy(_in_place(min=2, desired=4, max=6, minimum_healthy="50%"), IN_PLACE),
    "ec2/in-place-one-at-a-time": Strategy(_in_place(min=2, desired=3, max=6, minimum_healthy="2"), IN_PLACE),
    "ec2/in-place-single-host": Strategy(
        _in_place(min=1, desired=1, max=2, minimum_healthy="0"), (UNHEALTHY, ALARM_IN_THE_GAP, HOOK_AFTER), True
    ),
    "ec2/blue-green": Strategy(
        {"target": "ec2", "strategy": "blue-green", "capacity": {"desired": 2, "max": 4}},
        (UNHEALTHY_TO_THE_BALANCER, ALARM_AFTER, HOOK_BEFORE),
    ),
    "ecs/canary": Strategy(_ecs("canary", STEPS | {"interval_minutes": 5}), IN_STEPS),
    "ecs/linear": Strategy(_ecs("linear", STEPS), IN_STEPS),
    "ecs/blue-green": Strategy(_ecs("blue-green", {"keep_minutes": 5}), (UNHEALTHY, ALARM_AFTER, NEVER_STARTS)),
    "lambda/all-at-once": Strategy(_function("all-at-once"), FUNCTION),
    "lambda/canary": Strategy(_function("canary", traffic=OF_FUNCTIONS | {"interval_minutes": 5}), FUNCTION),
    "lambda/linear": Strategy(_function("linear", traffic=OF_FUNCTIONS), FUNCTION),
}
