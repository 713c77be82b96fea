"""State machines and the states in them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at, keyed

MACHINE = "AWS::StepFunctions::StateMachine"


def machines(assembly: Assembly) -> Iterator[Located]:
    return assembly.resources(MACHINE)


def states(machine: Located) -> Mapping[str, Any] | None:
    """Every state by its name, those of branches and loops too; None where the template does not say them."""
    definition = _definition(machine)
    found = [
        (name, state)
        for _, holder in keyed(definition)
        if isinstance(of_holder := holder.get("States"), dict)
        for name, state in of_holder.items()
    ]
    return dict(found) if found and len(dict(found)) == len(found) else None


def _definition(machine: Located) -> Any:
    written = at(machine.properties, "Definition")
    if written is not None:
        return written
    try:
        return json.loads(text(at(machine.properties, "DefinitionString") or ""))
    except ValueError:
        return None


def groups(machine: Located) -> set[tuple[str, str]]:
    """Application and deployment group of the deployments that its states create."""
    created = [at(state, "Parameters") for state in (states(machine) or {}).values() if _creates(state)]
    return {(text(at(each, "ApplicationName")), text(at(each, "DeploymentGroupName"))) for each in created}


def _creates(state: Any) -> bool:
    return text(at(state, "Resource")).endswith(":aws-sdk:codedeploy:createDeployment")


def machine_at(assembly: Assembly, arn: Any) -> Located | None:
    """The machine of these templates that has this ARN, by the names of both."""
    return next((machine for machine in machines(assembly) if machine_arn(machine) == text(arn)), None)


def machine_arn(machine: Located) -> str:
    """Of a machine without a name nobody else knows it."""
    stack, name = machine.stack, at(machine.properties, "StateMachineName")
    return f"arn:aws:states:{stack.region}:{stack.account}:stateMachine:{text(name)}"
