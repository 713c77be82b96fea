"""Imports point one way (docs/architecture.md): a folder may import what the table names, and no other of ours."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("config", "stack_parts", "pipeline_stack", "app_stack", "policy", "rehearsal", "scan")
MAY_IMPORT = {
    "config": set(),
    "stack_parts": set(),
    "pipeline_stack": {"config", "stack_parts"},
    "app_stack": {"config", "stack_parts"},
    "policy": {"config"},
    "rehearsal": {"config", "policy"},
    "scan": {"config", "policy"},
}
# What runs in Lambda, beside AWS's own SDK, and is no part of any program here.
FUNCTION_CODE = ROOT / "app_stack" / "lambda_function" / "hook_code.py"
ONLY_IN = {"ministack": "rehearsal", "boto3": "rehearsal", "botocore": "rehearsal"}


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_imports_only_what_lies_below_it(folder: str) -> None:
    files = list((ROOT / folder).rglob("*.py"))
    assert files
    for file in files:
        ours = imports(file) & set(FOLDERS) - {folder}
        assert ours <= MAY_IMPORT[folder], f"{file.relative_to(ROOT)} imports {ours - MAY_IMPORT[folder]}"


@pytest.mark.parametrize("library", ONLY_IN)
def test_only_one_folder_imports(library: str) -> None:
    users = {
        folder
        for folder in FOLDERS
        for file in (ROOT / folder).rglob("*.py")
        if file != FUNCTION_CODE and library in imports(file)
    }
    assert users == {ONLY_IN[library]}


def test_config_rehearsal_and_scan_do_without_cdk() -> None:
    for folder in ("config", "rehearsal", "scan"):
        assert all("aws_cdk" not in imports(file) for file in (ROOT / folder).rglob("*.py"))
