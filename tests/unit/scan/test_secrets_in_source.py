"""A secret is found wherever it stands, told by its place and a digest, and never shown."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.secret_shapes import SHAPES
from scan import secrets
from scan.finding import ScanFailed
from tests.conftest import ROOT

PLANTED = {
    "AWS access key": "AKIA" + 16 * "Q",
    "AWS secret access key": 'aws_secret_access_key = "' + 40 * "a",
    "Azure storage key": "AccountKey=" + 86 * "a" + "==",
    "Bitbucket token": "ATBB" + 28 * "a",
    "GitHub token": "ghp_" + 36 * "a",
    "GitLab token": "glpat-" + 20 * "a",
    "Google API key": "AIza" + 35 * "a",
    "JSON web token": "eyJ" + 20 * "a" + ".eyJ" + 20 * "b" + ".c",
    "npm token": "npm_" + 36 * "a",
    "password in a URL": "postgres://app:" + "hunter2@db/app",
    "private key": "-----BEGIN OPENSSH " + "PRIVATE KEY-----",
    "PyPI token": "pypi-" + "AgEIcHlwaS5vcmc" + 60 * "a",
    "SendGrid key": "SG." + 22 * "a" + "." + 43 * "b",
    "Slack token": "xoxb-" + 12 * "1",
    "Slack webhook": "https://hooks.slack.com/services/" + "T0/B0/abc",
    "Stripe key": "sk_live_" + 24 * "a",
}
HARMLESS = [
    "https://example.com:8080/@scope/package",
    "git@github.com:example/webapp.git",
    'f"postgres://{user}:{password}@{host}/app"',
    "postgres://${DB_USER}:${DB_PASSWORD}@db/app",
    "https://<user>:<token>@example.com",
    "-----BEGIN CERTIFICATE-----",
    "sha512-PlhdFcillOINfeV7Ni6oF1TAEayyZBoZ8bcshTHqOYJYlrqzRK5hagpagky5o4HfCzzd1TRkXPMFq6cKk9rGmA==",
    "sk_test_" + 24 * "a",
    "secret_access_key = read(path)",
]


def test_every_shape_has_an_example() -> None:
    assert set(PLANTED) == set(SHAPES)


@pytest.mark.parametrize("shape", PLANTED)
def test_a_secret_of_each_shape_is_found(shape: str) -> None:
    found = list(secrets.findings(Path("a.env"), f"one\nX={PLANTED[shape]}\n"))
    assert [each.title for each in found] == [f"{shape} in line 2"]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_holds_no_secret(text: str) -> None:
    assert list(secrets.findings(Path("a.py"), text)) == []


@given(before=st.text(), after=st.text())
def test_it_is_found_between_any_lines_and_not_shown(before: str, after: str) -> None:
    token = PLANTED["GitHub token"]
    found = list(secrets.findings(Path("a"), f"{before}\n{token}\n{after}"))
    assert f"GitHub token in line {before.count(chr(10)) + 2}" in {each.title for each in found}
    assert not any(token in str(each) for each in found)


def test_two_secrets_have_two_fingerprints_and_one_keeps_its_own() -> None:
    one, other = PLANTED["npm token"], PLANTED["GitHub token"]
    assert secrets.fingerprint(one) == secrets.fingerprint(one) != secrets.fingerprint(other)


def test_every_file_is_read_whatever_its_encoding_and_no_link_followed(tmp_path: Path) -> None:
    token = PLANTED["GitHub token"].encode()
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "binary").write_bytes(b"\xff\x00 " + token)
    (tmp_path / "link").symlink_to(tmp_path / "below" / "binary")
    assert [each.where for each in secrets.scan(tmp_path)] == ["below/binary"]


def test_a_checkout_that_git_does_not_know_fails_the_scan(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: nowhere\n")
    with pytest.raises(ScanFailed, match=r"secrets: .*git"):
        secrets.scan(tmp_path)


def test_in_a_checkout_what_git_ignores_is_passed_over(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("ignored\n")
    for name in ("ignored", "new"):
        (tmp_path / name).write_text(PLANTED["npm token"])
    assert [each.where for each in secrets.scan(tmp_path)] == ["new"]


def test_the_repository_itself_holds_no_secret() -> None:
    assert secrets.scan(ROOT) == []
