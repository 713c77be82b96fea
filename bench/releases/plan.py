"""What happens to the application, in a random order that a seed repeats, as changes of its files."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from bench.releases.rollbacks import PAGE, Rollback
from tests.rehearsal.checkout import Checkout

RELEASES, UPDATES = 10, 3
# For each target what is changed beside the alarms: the part of an environment, its key, two values in turn.
INFRASTRUCTURE: dict[str, tuple[str, str, tuple[str, str] | tuple[int, int]]] = {
    "ec2": ("capacity", "instance_type", ("t3.small", "t3.micro")),
    "ecs": ("task", "memory", (1024, 512)),
    "lambda": ("function", "memory_mb", (1024, 512)),
}


@dataclass(frozen=True)
class Step:
    """A change of the repository; `rollback`: why it is not to arrive."""

    kind: str
    rollback: Rollback | None = None

    def commit(self, checkout: Checkout, number: int) -> str:
        """The commit's id; `number`, of the step, makes each release another."""
        if self.rollback:
            return checkout.commit(f"{number}: {self.kind}", self.rollback.changes)
        if self.kind == "update":
            _change_infrastructure(checkout.path / "pipeline.yml", number)
            return checkout.commit_all(f"{number}: {self.kind}")
        return checkout.commit(f"{number}: {self.kind}", {PAGE: ("</title>", f" {number}</title>")})


def steps(seed: int, rollbacks: Iterable[Rollback]) -> list[Step]:
    """The last is none that is rolled back, so that the branch ends with what runs."""
    found = [Step("release")] * RELEASES + [Step("update")] * UPDATES
    found += [Step(f"rollback: {one.cause}", one) for one in rollbacks]
    order = random.Random(seed)
    order.shuffle(found)
    while found[-1].rollback:
        order.shuffle(found)
    return found


def _change_infrastructure(pipeline_yml: Path, number: int) -> None:
    """What the alarms of the environment watch for, and how large its hosts are."""
    yaml = YAML()
    document = yaml.load(pipeline_yml)
    [environment] = document["environments"]
    environment.setdefault("alarms", {})["latency_p95_seconds"] = 1 + number / 100
    part, key, values = INFRASTRUCTURE[environment["target"]]
    changed = environment.setdefault(part, {})
    changed[key] = values[1] if changed.get(key) == values[0] else values[0]
    yaml.dump(document, pipeline_yml)
