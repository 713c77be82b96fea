"""A file for each account, and none for others."""

from pathlib import Path

import pytest

from policy.execution import folder
from policy.execution.accounts import Account, accounts
from tests.policy.execution.stacks import ACCOUNT, assembly


@pytest.fixture
def found() -> list[Account]:
    return accounts(assembly({"Topic": {"Type": "AWS::SNS::Topic"}}))


def test_files_of_other_accounts_are_removed(found: list[Account], tmp_path: Path) -> None:
    former, note = tmp_path / "999999999999.template.json", tmp_path / "README.md"
    former.touch()
    note.touch()
    assert folder.stale(tmp_path, found) == [former]
    assert folder.write(tmp_path, found) == [former]
    assert folder.stale(tmp_path, found) == []
    assert {path.name for path in tmp_path.iterdir()} == {f"{ACCOUNT}.template.json", "README.md"}
    assert folder.read(folder.file(tmp_path, found[0]), "shop") == found[0].template()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "no template of managed policies"),
        ('{"Resources": {"A": {"Type": "AWS::IAM::ManagedPolicy"}}}', "A has no name or no statements"),
        ('{"Resources": {"A": {"Type": "AWS::IAM::User"}}}', "no policy of shop in it, but none"),
    ],
)
def test_what_is_no_template_of_ours(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_text(text)
    with pytest.raises(ValueError, match=message):
        folder.read(tmp_path / "a", "shop")


def test_policies_of_another_application(found: list[Account], tmp_path: Path) -> None:
    folder.write(tmp_path, found)
    with pytest.raises(ValueError, match="no policy of webapp in it, but shop-execution-1, shop-boundary"):
        folder.read(folder.file(tmp_path, found[0]), "webapp")
