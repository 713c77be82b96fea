"""The policies with which CloudFormation deploys, where they have been derived."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policy.report.document import Section, Table
from policy.templates.template import listed

FOLDER = Path("execution-policies")


def execution_policies(folder: Path) -> Section | None:
    """None where there are none. Raises ValueError on a file that is no JSON."""
    files = sorted(folder.rglob("*.json"))
    if not files:
        return None
    says = "In place of the AdministratorAccess that cdk bootstrap gives CloudFormation."
    header = ("file", "statements", "actions", "wildcard actions")
    return Section("CloudFormation's policies", says, tables=(Table(header, tuple(_row(file) for file in files)),))


def _row(file: Path) -> tuple[str, ...]:
    statements = list(_statements(json.loads(file.read_text())))
    actions = {action for statement in statements for action in listed(statement.get("Action", []))}
    wild = sum("*" in action for action in actions)
    return file.name, str(len(statements)), str(len(actions)), str(wild)


def _statements(document: Any) -> Iterator[dict[str, Any]]:
    if isinstance(document, dict):
        yield from listed(document.get("Statement", []))
