"""A change set that changes nothing but outputs is not empty, though no resource is in it.

MiniStack compares resources. CloudFormation compares "the Resources or Outputs section":
https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2027
"""

from typing import Any

from ministack.services import cloudformation
from ministack.services.cloudformation import changesets, handlers

from policy.templates.references import all_referred

EMPTY = "The submitted information didn't contain changes."


def install() -> None:
    create = handlers._ACTION_HANDLERS["CreateChangeSet"]

    def create_change_set(params: Any) -> Any:
        answer = create(params)
        _, made = changesets._find_change_set(_given(params, "ChangeSetName"), _given(params, "StackName"))
        if made is not None and made["StatusReason"].startswith(EMPTY) and _changes_outputs(made):
            made.update(Status="CREATE_COMPLETE", ExecutionStatus="AVAILABLE", StatusReason="")
        return answer

    handlers._ACTION_HANDLERS["CreateChangeSet"] = create_change_set


def _changes_outputs(change_set: dict[str, Any]) -> bool:
    """Whether an output is written otherwise, or names a parameter of another value."""
    stack = cloudformation._stacks[change_set["StackName"]]
    before, after = (template.get("Outputs", {}) for template in (stack["_template"], change_set["_template"]))
    values, wanted = stack["_resolved_params"], change_set["_resolved_params"]
    changed = {name for name, value in wanted.items() if values.get(name, {}).get("Value") != value["Value"]}
    return bool(before != after or changed & all_referred(after))


def _given(params: Any, name: str) -> str:
    return str(changesets._p(params, name))
