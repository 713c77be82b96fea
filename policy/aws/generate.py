"""python -m policy.aws.generate: writes actions_without_resource.json anew from what cfn-lint knows."""

import json
from importlib.resources import files
from typing import Any

from policy.aws.authorization import FILE


def generated() -> str:
    """A service on each line, so that a change of AWS's shows in a diff."""
    lines = (f"{json.dumps(service)}: {json.dumps(names)}" for service, names in sorted(_without_resource().items()))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _without_resource() -> dict[str, list[str]]:
    services = {service: _names(known["Actions"]) for service, known in _published().items()}
    return {service: names for service, names in services.items() if names}


def _names(actions: dict[str, dict[str, Any]]) -> list[str]:
    return sorted(action for action, known in actions.items() if not known.get("Resources"))


def _published() -> dict[str, Any]:
    published: dict[str, Any] = json.loads(files("cfnlint.data.AdditionalSpecs").joinpath("Policies.json").read_text())
    return published


if __name__ == "__main__":
    FILE.write_text(generated())
