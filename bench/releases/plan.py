"""What happens to the application, in a random order that a seed repeats, as changes of its files."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ruamel.yaml import YAML

RELEASES, ROLLBACKS, UPDATES = 10, 3, 3
HEALTHY = "    const [status, answer] = choose("
# Unhealthy wherever it serves, but not in its own tests, which would stop it at the build.
UNHEALTHY = "    if (pathname === '/healthz' && !process.env.NODE_TEST_CONTEXT) return response.writeHead(503).end();\n"
# For each target what is changed beside the alarms: the part of an environment, its key, two values in turn.
INFRASTRUCTURE: dict[str, tuple[str, str, tuple[str, str] | tuple[int, int]]] = {
    "ec2": ("capacity", "instance_type", ("t3.small", "t3.micro")),
    "ecs": ("task", "memory", (1024, 512)),
    "lambda": ("function", "memory_mb", (1024, 512)),
}


class Kind(StrEnum):
    RELEASE = "release"
    ROLLBACK = "rollback"
    UPDATE = "update"


@dataclass(frozen=True)
class Step:
    kind: Kind
    number: int  # from 1, of all steps

    def apply(self, checkout: Path) -> None:
        changes: dict[Kind, Callable[[Path, int], None]] = {
            Kind.RELEASE: _new_page,
            Kind.ROLLBACK: _unhealthy,
            Kind.UPDATE: _other_infrastructure,
        }
        changes[self.kind](checkout, self.number)


def steps(seed: int) -> list[Step]:
    kinds = [Kind.RELEASE] * RELEASES + [Kind.ROLLBACK] * ROLLBACKS + [Kind.UPDATE] * UPDATES
    random.Random(seed).shuffle(kinds)
    return [Step(kind, number) for number, kind in enumerate(kinds, start=1)]


def _new_page(checkout: Path, number: int) -> None:
    _replace(checkout / "webapp/src/page.html", "</title>", f" {number}</title>")


def _unhealthy(checkout: Path, number: int) -> None:
    _replace(checkout / "webapp/src/server.js", HEALTHY, UNHEALTHY + HEALTHY)


def _other_infrastructure(checkout: Path, number: int) -> None:
    """Of every environment: what its alarms watch for, and how large its hosts are."""
    yaml, file = YAML(), checkout / "pipeline.yml"
    document = yaml.load(file)
    for environment in document["environments"]:
        environment.setdefault("alarms", {})["latency_p95_seconds"] = 1 + number / 100
        part, key, values = INFRASTRUCTURE[environment.get("target", "ec2")]
        changed = environment.setdefault(part, {})
        changed[key] = values[1] if changed.get(key) == values[0] else values[0]
    yaml.dump(document, file)


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} should have once: {old}"
    file.write_text(text.replace(old, new), encoding="utf-8")
