"""The policies with which CloudFormation deploys, where they have been derived."""

import json
from pathlib import Path
from typing import Any

from policy.execution.policies import policies
from policy.report.document import Section, Table
from policy.templates.template import listed

FOLDER = Path("execution-policies")


def execution_policies(folder: Path) -> Section | None:
    """None where there are none. Raises ValueError on a file that is no template of managed policies."""
    files = sorted(folder.rglob("*.json"))
    if not files:
        return None
    says = "In place of the AdministratorAccess that cdk bootstrap gives CloudFormation."
    header = ("file", "policy", "statements", "actions", "on every resource", "wildcard actions")
    rows = tuple(row for file in files for row in _rows(file))
    return Section("CloudFormation's policies", says, tables=(Table(header, rows),))


def _rows(file: Path) -> list[tuple[str, ...]]:
    return [
        (file.name, policy.name, *(str(count) for count in _counts(policy.statements)))
        for policy in policies(json.loads(file.read_text()))
    ]


def _counts(statements: list[dict[str, Any]]) -> tuple[int, ...]:
    """Statements, different actions, statements on `*`, actions with a wildcard; NotAction is one."""
    actions = {action for one in statements for action in listed(one.get("Action", []))}
    wild = sum("*" in action or "?" in action for action in actions) + sum("NotAction" in one for one in statements)
    everywhere = sum("*" in listed(one.get("Resource", [])) for one in statements)
    return len(statements), len(actions), everywhere, wild
