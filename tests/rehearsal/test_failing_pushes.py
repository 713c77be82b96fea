"""What is wrong does not get far: a failing test stops at the build, a failing validation is rolled back."""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from tests.rehearsal.running import ENVIRONMENTS, Journey, Running, until

BAD_TEST = {"webapp/test/server.test.js": ("assert.match(page, /abc123/);", "assert.match(page, /abc124/);")}
UNFIT = 'echo "this release is not fit" >&2\nexit 1\n'
BAD_VALIDATION = {"scripts/validate.sh": ("set -euo pipefail\n", f"set -euo pipefail\n{UNFIT}")}


@dataclass(frozen=True)
class Failure:
    before: dict[str, str]  # the commit that each environment answered with
    journey: Journey


def pushed(rehearsal: Running, message: str, changes: dict[str, tuple[str, str]]) -> Failure:
    before = {name: rehearsal.answers(name) for name in ENVIRONMENTS}
    rehearsal.checkout.commit(message, changes)
    try:
        return Failure(before, rehearsal.ended(rehearsal.push()))
    finally:
        rehearsal.checkout.revert()


@pytest.fixture(scope="module")
def bad_test(rehearsal: Running) -> Failure:
    return pushed(rehearsal, "A test that fails", BAD_TEST)


@pytest.fixture(scope="module")
def bad_validation(rehearsal: Running) -> Failure:
    return pushed(rehearsal, "A validation that fails", BAD_VALIDATION)


def deployment_id(failure: Failure) -> str:
    return str(failure.journey.actions["dev.Release"]["output"]["executionResult"]["externalExecutionId"])


def deployment(rehearsal: Running, wanted: str) -> dict[str, Any]:
    """Of dev, when it has ended."""
    get = rehearsal.client("codedeploy", ENVIRONMENTS["dev"]).get_deployment

    def ended() -> dict[str, Any] | None:
        found: dict[str, Any] = get(deploymentId=wanted)["deploymentInfo"]
        return found if found["status"] in ("Succeeded", "Failed", "Stopped") else None

    found: dict[str, Any] = until(ended, seconds=60)
    return found


def test_a_failing_test_stops_the_push_at_the_build(bad_test: Failure) -> None:
    assert bad_test.journey.status == "Failed"
    assert bad_test.journey.statuses() == {
        "Source.Source": "Succeeded", "Build.Build": "Failed", "Build.Synthesize": "Succeeded"
    }  # fmt: skip


def test_a_failing_test_is_shown_where_the_push_is_watched(rehearsal: Running, bad_test: Failure) -> None:
    assert "npm --prefix webapp test" in bad_test.journey.error("Build.Build")
    assert "✖ the page answers with its heading and commit" in rehearsal.log()


def test_a_failing_test_leaves_every_environment_untouched(rehearsal: Running, bad_test: Failure) -> None:
    assert {name: rehearsal.answers(name) for name in ENVIRONMENTS} == bad_test.before


def test_a_failing_validation_fails_the_release_on_dev(bad_validation: Failure) -> None:
    assert bad_validation.journey.status == "Failed"
    failed = {name for name, status in bad_validation.journey.statuses().items() if status == "Failed"}
    assert failed == {"dev.Release"}
    assert not [name for name in bad_validation.journey.actions if name.startswith(("staging.", "production."))]


def test_a_failing_validation_names_its_script_and_what_it_said(rehearsal: Running, bad_validation: Failure) -> None:
    codedeploy = rehearsal.client("codedeploy", ENVIRONMENTS["dev"])
    named = {"deploymentId": deployment_id(bad_validation)}
    ids = codedeploy.list_deployment_targets(**named)["targetIds"]
    targets = codedeploy.batch_get_deployment_targets(**named, targetIds=ids)["deploymentTargets"]
    events = [event for target in targets for event in target["instanceTarget"]["lifecycleEvents"]]
    [diagnostics] = [event["diagnostics"] for event in events if event["status"] == "Failed"]
    assert (diagnostics["errorCode"], diagnostics["scriptName"]) == ("ScriptFailed", "scripts/validate.sh")
    assert "[stderr]this release is not fit" in diagnostics["logTail"]
    assert re.search(r"ValidateService Failed: .*scripts/validate\.sh", rehearsal.log())
    assert "ValidateService > this release is not fit" in rehearsal.log()


def test_a_failed_release_is_rolled_back(rehearsal: Running, bad_validation: Failure) -> None:
    failed = deployment(rehearsal, deployment_id(bad_validation))
    assert failed["status"] == "Failed"
    rollback = deployment(rehearsal, failed["rollbackInfo"]["rollbackDeploymentId"])
    assert (rollback["creator"], rollback["status"]) == ("codeDeployRollback", "Succeeded")
    assert rollback["rollbackInfo"]["rollbackTriggeringDeploymentId"] == failed["deploymentId"]
    assert rollback["revision"] == failed["previousRevision"]


def test_after_a_rollback_the_earlier_version_answers(rehearsal: Running, bad_validation: Failure) -> None:
    until(lambda: rehearsal.answers("dev") == bad_validation.before["dev"], seconds=60)
    assert {name: rehearsal.answers(name) for name in ENVIRONMENTS} == bad_validation.before
