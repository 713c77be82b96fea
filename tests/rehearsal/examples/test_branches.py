"""examples/branches: a pipeline for develop, one for release/*, one for main, one for pull requests, in one stack."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import EXECUTION, ROLLED_BACK, Journey, Running, until

TOOLS = "111111111111"
ACCOUNTS = {"dev": "222222222222", "staging": "333333333333", "production": "444444444444"}
APPROVAL = "webapp-production-approval"
EXAMPLE = ROOT / "examples" / "branches" / "pipeline.yml"
HEADING = "It works, and every push arrives here."
BAD_TEST = {"webapp/test/server.test.js": ("assert.match(page, /abc123/);", "assert.match(page, /abc124/);")}

UNFIT = {"scripts/validate.sh": ("set -euo pipefail\n", "set -euo pipefail\nexit 1\n")}


@dataclass(frozen=True)
class Push:
    commit: str
    said: str
    journey: Journey
    answers: dict[str, str]  # the commit that each environment answers with afterwards


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """main has been delivered to every environment."""
    with Running.of(tmp_path_factory.mktemp("branches"), EXAMPLE) as found:
        yield found


def pushed(
    running: Running, branch: str, pipeline: str, changes: dict[str, tuple[str, str]], options: tuple[str, ...] = ()
) -> Push:
    commit = running.checkout.commit(f"For {branch}", changes)
    said = running.checkout.git("push", *options, "rehearsal", f"HEAD:refs/heads/{branch}").stderr
    execution = EXECUTION.search(said)
    assert execution, said
    journey = replace(running, pipeline=pipeline).ended(execution.group(1))
    return Push(commit, said, journey, {name: running.answers(name) for name in running.answering})


@pytest.fixture(scope="module")
def develop(running: Running) -> Push:
    return pushed(running, "develop", "webapp-develop", {"webapp/src/page.html": (HEADING, "From develop.")})


@pytest.fixture(scope="module")
def refused(running: Running, develop: Push) -> Push:
    """What no host accepts; it ends with CodeDeploy's rollback, which goes on after the action has failed."""
    try:
        push = pushed(running, "develop", "webapp-develop", UNFIT)
    finally:
        running.checkout.revert()
    until(lambda: running.deployments("webapp-dev", ACCOUNTS["dev"])[0] == ROLLED_BACK, seconds=60)
    return replace(push, answers={name: running.answers(name) for name in running.answering})


@pytest.fixture(scope="module")
def release(running: Running, refused: Push) -> Push:
    return pushed(running, "release/1.2", "webapp-release", BAD_TEST)


@pytest.fixture(scope="module")
def opened(running: Running, release: Push) -> Push:
    """A pull request to main, with what fails its tests."""
    options = ("-o", "merge_request.create", "-o", "merge_request.target=main")
    return pushed(
        running, "feature/page", "webapp-review", {"webapp/src/page.html": ("From develop.", "A proposal.")}, options
    )


@pytest.fixture(scope="module")
def updated(running: Running, opened: Push) -> Push:
    """The same, mended."""
    found, broken = BAD_TEST["webapp/test/server.test.js"]
    return pushed(running, "feature/page", "webapp-review", {"webapp/test/server.test.js": (broken, found)})


@pytest.fixture(scope="module")
def staged(running: Running, updated: Push) -> Push:
    """What the branch of a release gets when its tests pass."""
    return pushed(running, "release/1.2", "webapp-release", {"webapp/src/page.html": ("A proposal.", "Release 1.2.")})


def test_a_push_to_main_reaches_every_environment(running: Running) -> None:
    assert running.answering == dict.fromkeys(("dev", "staging", "production"), running.commit)


def test_those_who_decide_are_told_of_productions_approval_and_of_nothing_else(running: Running) -> None:
    told = {}
    for account in (TOOLS, *ACCOUNTS.values()):
        sns = running.client("sns", account)
        for arn in [one["TopicArn"] for one in sns.list_topics()["Topics"]]:
            found = sns.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]
            told[arn.rpartition(":")[2]] = {one["Endpoint"] for one in found if one["Protocol"] == "email"}
    assert [topic for topic, emails in told.items() if "release-managers@example.com" in emails] == [APPROVAL]
    assert told[APPROVAL] == {"release-managers@example.com"}
    assert f"✉ {APPROVAL}: Approval waiting: webapp, production" in running.log()


def test_a_push_to_develop_starts_its_pipeline_alone(develop: Push) -> None:
    assert develop.said.count("started, execution") == 1
    assert "pipeline webapp-develop started" in develop.said


def test_it_reaches_dev_and_no_other(running: Running, develop: Push) -> None:
    assert develop.journey.status == "Succeeded"
    assert develop.answers == {"dev": develop.commit, "staging": running.commit, "production": running.commit}


def test_it_does_not_touch_the_pipelines(develop: Push) -> None:
    stages = {name.partition(".")[0] for name in develop.journey.actions}
    assert stages == {"Source", "Build", "dev"}


def test_its_role_has_no_other_environment(running: Running, develop: Push) -> None:
    iam = running.client("iam")
    [policy] = iam.list_attached_role_policies(RoleName="webapp-develop-pipeline")["AttachedPolicies"]
    version = iam.get_policy(PolicyArn=policy["PolicyArn"])["Policy"]["DefaultVersionId"]
    document = str(
        iam.get_policy_version(PolicyArn=policy["PolicyArn"], VersionId=version)["PolicyVersion"]["Document"]
    )
    assert "webapp-dev-release" in document
    assert not [name for name in ("staging", "production", "update-pipeline") if name in document]


def test_what_its_environment_refuses_is_rolled_back_there(develop: Push, refused: Push) -> None:
    assert [name for name, status in refused.journey.statuses().items() if status == "Failed"] == ["dev.Release"]
    assert refused.answers == develop.answers


def test_a_push_to_a_branch_of_a_folder_builds_that_commit(release: Push) -> None:
    assert "refs/heads/release/1.2: pipeline webapp-release started" in release.said
    assert release.journey.commit == release.commit


def test_what_fails_its_tests_reaches_nothing(develop: Push, release: Push) -> None:
    assert release.journey.status == "Failed"
    assert release.journey.statuses()["Build.Build"] == "Failed"
    assert release.answers == develop.answers


def test_a_push_to_another_branch_starts_nothing(running: Running, release: Push) -> None:
    said = running.checkout.git("push", "rehearsal", "HEAD:refs/heads/feature/x").stderr
    assert "refs/heads/feature/x: no pipeline has a trigger for this push" in said


def test_a_pull_request_starts_its_pipeline_alone_with_what_it_proposes(opened: Push) -> None:
    assert "refs/heads/feature/page: pipeline webapp-review started" in opened.said
    assert opened.said.count("started, execution") == 1
    assert opened.journey.commit == opened.commit


def test_its_failing_test_fails_it(opened: Push) -> None:
    assert opened.journey.status == "Failed"
    assert opened.journey.statuses() == {
        "Source.Source": "Succeeded",
        "Build.Build": "Failed",
        "Build.Synthesize": "Succeeded",
    }


def test_each_push_to_it_is_built_anew(updated: Push) -> None:
    assert updated.said.count("started, execution") == 1
    assert (updated.journey.status, updated.journey.commit) == ("Succeeded", updated.commit)
    assert set(updated.journey.statuses()) == {"Source.Source", "Build.Build", "Build.Synthesize"}


def test_nothing_that_it_proposes_is_released(develop: Push, opened: Push, updated: Push) -> None:
    assert opened.answers == updated.answers == develop.answers


def test_a_release_that_passes_its_tests_reaches_staging_and_no_other(updated: Push, staged: Push) -> None:
    assert (staged.journey.status, staged.journey.commit) == ("Succeeded", staged.commit)
    assert staged.answers == {**updated.answers, "staging": staged.commit}
