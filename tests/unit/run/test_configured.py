"""`make rehearse CONFIG=...` pushes the commit with another pipeline.yml, and leaves the checkout as it is."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from rehearsal.run.configured import Configured
from rehearsal.run.execution_policies import Templates

TEMPLATES: Templates = {"222222222222": ("shop-execution-policies", {"Resources": {}})}
AUTHOR = ("-c", "user.name=A developer", "-c", "user.email=developer@example.com", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *AUTHOR, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    path = tmp_path / "checkout"
    (path / "execution-policies").mkdir(parents=True)
    (path / "pipeline.yml").write_text("application: webapp\n")
    (path / "app.txt").write_text("the application\n")
    (path / "execution-policies" / "111111111111.template.json").write_text("{}\n")
    git(path, "init", "--quiet", "--initial-branch", "main")
    git(path, "add", "--all")
    git(path, "commit", "--quiet", "--message", "First")
    return path


@pytest.fixture
def configured(checkout: Path, tmp_path: Path) -> Configured:
    file = checkout / "examples" / "shop.yml"
    file.parent.mkdir()
    file.write_text("application: shop\n")
    return Configured(checkout, file, tmp_path / "private")


def files(configured: Configured, commit: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(configured.archive(commit))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith("/")}


def test_the_commit_has_the_other_pipeline_yml_and_the_policies_that_follow_from_it(configured: Configured) -> None:
    assert files(configured, configured.commit(TEMPLATES)) == {
        "app.txt": "the application\n",
        "pipeline.yml": "application: shop\n",
        "execution-policies/222222222222.template.json": '{\n "Resources": {}\n}\n',
    }


def test_a_checkout_without_execution_policies_gets_none(configured: Configured, checkout: Path) -> None:
    git(checkout, "rm", "--quiet", "-r", "execution-policies")
    git(checkout, "commit", "--quiet", "--message", "Bootstrapped with a policy of our choice")
    assert set(files(configured, configured.commit(TEMPLATES))) == {"app.txt", "pipeline.yml"}


def test_the_checkout_stays_as_it_is(configured: Configured, checkout: Path) -> None:
    def state() -> tuple[str, ...]:
        return (
            git(checkout, "status", "--porcelain"),
            git(checkout, "rev-parse", "HEAD"),
            git(checkout, "count-objects"),
        )

    before = state()
    configured.commit(TEMPLATES)
    assert state() == before


def test_a_push_carries_the_commit_to_the_pipelines_branch(configured: Configured, tmp_path: Path) -> None:
    repository = tmp_path / "repository.git"
    git(tmp_path, "init", "--quiet", "--bare", str(repository))
    commit = configured.commit(TEMPLATES)
    configured.push(commit, repository, "release")
    assert git(repository, "rev-parse", "refs/heads/release") == commit
