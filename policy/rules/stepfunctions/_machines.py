"""State machines and the states in them."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at, fields, keyed

MACHINE = "AWS::StepFunctions::StateMachine"
VARIABLE = re.compile(r"\{% \$(\w+) %\}")


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


def start(machine: Located) -> str:
    return text(at(_definition(machine), "StartAt"))


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
    return {
        (text(at(each, "ApplicationName")), group)
        for each in _created(machine)
        for group in _values(machine, text(at(each, "DeploymentGroupName")))
    }


def paces(machine: Located) -> set[str]:
    """Of the deployments that its states create, where they name any."""
    return {text(at(each, "DeploymentConfigName")) for each in _created(machine) if at(each, "DeploymentConfigName")}


def _created(machine: Located) -> list[Any]:
    return [_arguments(state) for state in (states(machine) or {}).values() if _creates(state)]


def _arguments(state: Any) -> Any:
    """In either of the query languages."""
    return at(state, "Arguments") or at(state, "Parameters")


def _values(machine: Located, value: str) -> set[str]:
    """All that is assigned to the variable which an argument names; any other argument itself."""
    variable = VARIABLE.fullmatch(value)
    if variable is None:
        return {value}
    assigned = (fields(holder.get("Assign")) for _, holder in keyed(_definition(machine)))
    return {text(each[variable[1]]) for each in assigned if variable[1] in each}


def _creates(state: Any) -> bool:
    return text(at(state, "Resource")).endswith(":aws-sdk:codedeploy:createDeployment")


def machine_at(assembly: Assembly, arn: Any) -> Located | None:
    """The machine of these templates that has this ARN, by the names of both."""
    return next((machine for machine in machines(assembly) if machine_arn(machine) == text(arn)), None)


def machine_arn(machine: Located) -> str:
    """Of a machine without a name nobody else knows it."""
    stack, name = machine.stack, at(machine.properties, "StateMachineName")
    return f"arn:aws:states:{stack.region}:{stack.account}:stateMachine:{text(name)}"
