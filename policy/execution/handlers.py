"""Which actions CloudFormation's handlers of a resource type call.

The provider schemas say it (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html,
`handlers`); handlers.json has what they leave out, with the page that each entry rests on.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError

from policy.execution.authorization import DATA, exists, matching

Operation = Literal["create", "read", "update", "delete"]
OPERATIONS: tuple[Operation, ...] = ("create", "read", "update", "delete")
CORRECTIONS = Path(__file__).with_name("handlers.json")
# Handlers are the same everywhere; this region has all types.
REGION = "us-east-1"


class UnknownHandlersError(Exception):
    """Nobody says what CloudFormation needs for a type."""


def permissions(resource_type: str, *operations: Operation) -> tuple[str, ...]:
    """Exact actions, sorted; of all operations when none is named.

    A name in a schema that is no IAM action (`s3:REST.PUT.OBJECT`) is left out. Raises UnknownHandlersError.
    """
    asked = [one for operation in operations or OPERATIONS for one in _asked(resource_type, operation)]
    exact = {action for one in asked for action in _exact(resource_type, one)}
    return tuple(sorted(action for action in exact if exists(action)))


def _asked(resource_type: str, operation: Operation) -> list[str]:
    by_hand = _corrections()["by_hand"].get(resource_type)
    added = _corrections()["added"].get(resource_type, {}).get(operation, [])
    return [*(_schema(resource_type, operation) if by_hand is None else by_hand.get(operation, [])), *added]


def _schema(resource_type: str, operation: Operation) -> list[str]:
    try:
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, resource_type).schema
    except ResourceNotFoundError:
        schema = {}
    if "handlers" not in schema:
        raise UnknownHandlersError(
            f"{resource_type}: no schema says which permissions its handlers need. "
            f'Add it to "by_hand" in policy/execution/{CORRECTIONS.name}, with the AWS page that says so.'
        )
    return list(schema["handlers"].get(operation, {}).get("permissions", []))


def _exact(resource_type: str, asked: str) -> Iterator[str]:
    service, _, name = asked.partition(":")
    asked = f"{service.lower()}:{name}"  # one schema writes CloudTrail:
    if "*" not in asked:
        yield asked
        return
    narrowed = _corrections()["narrowed"].get(resource_type, {})
    if asked in narrowed:
        yield from narrowed[asked]["actions"]
    else:
        yield from (_spelled().get(action, action) for action in matching(asked))


@cache
def _corrections() -> Mapping[str, Any]:
    corrections: Mapping[str, Any] = json.loads(CORRECTIONS.read_text())
    return corrections


@cache
def _spelled() -> Mapping[str, str]:
    """Lower case -> as AWS writes it, wherever some schema does. IAM itself does not care."""
    schemas = (json.loads(file.read_text()) for file in sorted((DATA / "schemas" / "resources").glob("*.json")))
    handlers = (handler for schema in schemas for handler in schema.get("handlers", {}).values())
    return {action.lower(): action for handler in handlers for action in handler.get("permissions", [])}
