"""The folder of the templates: a file for each account of the assembly, and for no other."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policy.execution.accounts import Account
from policy.execution.documents import MAX_TEMPLATE, compact
from policy.execution.policies import policies

FILE = re.compile(r"\d{12}\.template\.json")


def file(folder: Path, account: Account) -> Path:
    return folder / file_name(account.id)


def file_name(account_id: str) -> str:
    return f"{account_id}.template.json"


def text(template: Mapping[str, Any]) -> str:
    """What stands in an account's file: lines, as long as CloudFormation takes so many characters."""
    lines = json.dumps(template, indent=1) + "\n"
    return lines if len(lines) <= MAX_TEMPLATE else compact(template)


def stale(folder: Path, accounts: list[Account]) -> list[Path]:
    """Files of accounts in which no stack is any more."""
    ours = {file(folder, account) for account in accounts}
    return sorted(path for path in folder.glob("*") if FILE.fullmatch(path.name) and path not in ours)


def write(folder: Path, accounts: list[Account]) -> list[Path]:
    """The stale files, which are removed. Raises what Account.template raises, before anything is written."""
    templates = {file(folder, account): account.template() for account in accounts}
    folder.mkdir(parents=True, exist_ok=True)
    for path, template in templates.items():
        path.write_text(text(template))
    removed = stale(folder, accounts)
    for path in removed:
        path.unlink()
    return removed


def read(path: Path, application: str) -> Mapping[str, Any]:
    """Raises OSError, ValueError."""
    template: Mapping[str, Any] = json.loads(path.read_text())
    names = [policy.name for policy in policies(template)]
    if not any(name.startswith(f"{application}-execution-") for name in names):
        raise ValueError(f"no policy of {application} in it, but {', '.join(names) or 'none'}")
    return template
