"""The agent in a local instance: what it keeps on disk, and which revision's scripts run."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rehearsal.codedeploy.agent import Agent, DeploymentSpec, DownloadError, EventResult, unit
from rehearsal.codedeploy.lifecycle import IN_PLACE
from rehearsal.instances.instance import Instance, InstanceError
from rehearsal.sandbox.sandbox import unavailable

ROOT = "opt/codedeploy-agent/deployment-root"
SPEC = DeploymentSpec(
    "web", "d-1", "dev", "group-id", bundle={"BUNDLE_BUCKET": "b", "BUNDLE_KEY": "k", "BUNDLE_VERSION": "v"}
)
APPSPEC = """version: 0.0
os: linux
files: [{source: app, destination: /srv/app}]
hooks: {%s}
"""


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return data.getvalue()


def revision(name: str, **hooks: str) -> bytes:
    """A bundle with one file, and a script for each hook."""
    listed = ", ".join(f"{event}: [{{location: {event}.sh, timeout: 20}}]" for event in hooks)
    scripts = {f"{event}.sh": f"#!/bin/sh\n{body}\n" for event, body in hooks.items()}
    return zipped(**{"appspec.yml": APPSPEC % listed, "app/name": name}, **scripts)


class Site:
    def __init__(self, instance: Instance) -> None:
        self.instance, self.agent, self.lines = instance, Agent(instance), list[str]()

    def event(self, event: str, number: int, bundle: bytes = b"") -> EventResult:
        spec = replace(SPEC, deployment_id=f"d-{number}")
        return self.agent.run_event(event, spec, lambda: bundle, self.lines.append)

    def deploy(self, number: int, bundle: bytes) -> EventResult:
        """All events in order; the first that fails ends it."""
        for event in IN_PLACE:
            result = self.event(event, number, bundle)
            if result.status == "Failed":
                break
        return result

    def disk(self, path: str) -> Path:
        return self.instance.folder / path


@pytest.fixture(params=[True, False], ids=["isolated", "fallback"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    if request.param and unavailable():
        pytest.skip("no namespaces")
    instance = Instance("i-0abc", tmp_path / "instance", "127.0.8.1", units=unit(), isolated=request.param)
    instance.start()
    yield Site(instance)
    instance.terminate()


def test_a_deployment_lies_on_the_instance_as_the_real_agent_leaves_it(site: Site) -> None:
    result = site.deploy(1, revision("one", AfterInstall="env; pwd"))
    assert (result.status, result.diagnostics.error_code) == ("Succeeded", "Success")
    assert site.disk("srv/app/name").read_text() == "one"
    assert site.disk(f"{ROOT}/group-id/d-1/deployment-archive/AfterInstall.sh").exists()
    instructions = site.disk(f"{ROOT}/deployment-instructions")
    assert sorted(path.name for path in instructions.iterdir()) == [
        "group-id-cleanup", "group-id-install.json", "group-id_last_successful_install",
        "group-id_most_recent_install",
    ]  # fmt: skip
    pointer = (instructions / "group-id_last_successful_install").read_text()
    assert pointer == f"/{ROOT}/group-id/d-1"
    assert (instructions / "group-id-cleanup").read_text() == "/srv/app\n/srv/app/name\n"
    assert "[stdout]" in site.disk(f"{ROOT}/group-id/d-1/logs/scripts.log").read_text()


def test_scripts_get_the_documented_variables_and_no_home(site: Site) -> None:
    site.deploy(1, revision("one", AfterInstall="env"))
    given = dict(line[8:].strip().partition("=")[::2] for line in site.lines if line.startswith("[stdout]"))
    expected = {
        "LIFECYCLE_EVENT": "AfterInstall", "DEPLOYMENT_ID": "d-1", "APPLICATION_NAME": "web",
        "DEPLOYMENT_GROUP_NAME": "dev", "DEPLOYMENT_GROUP_ID": "group-id", "BUNDLE_BUCKET": "b", "BUNDLE_KEY": "k",
        "BUNDLE_VERSION": "v",
    }  # fmt: skip
    assert expected.items() <= given.items()
    assert "HOME" not in given
    assert not [name for name in given if name.startswith("AWS_")]


def test_the_revision_that_is_replaced_stops_the_application(site: Site) -> None:
    site.deploy(1, revision("one", ApplicationStop="echo stopped by one"))
    site.lines.clear()
    site.deploy(2, revision("two", ApplicationStop="echo stopped by two", AfterInstall="echo installed by two"))
    printed = [line for line in site.lines if line.startswith("[stdout]")]
    assert printed == ["[stdout]stopped by one\n", "[stdout]installed by two\n"]


def test_a_revision_counts_from_its_install_on_even_when_its_deployment_fails(site: Site) -> None:
    site.deploy(1, revision("one", ApplicationStop="echo stopped by one"))
    failed = site.deploy(2, revision("two", ApplicationStop="echo stopped by two", AfterInstall="exit 1"))
    assert failed.status == "Failed"
    site.lines.clear()
    assert site.deploy(3, revision("one")).status == "Succeeded"
    assert "[stdout]stopped by two\n" in site.lines
    assert site.disk("srv/app/name").read_text() == "one"


def test_a_failed_script_is_reported_with_the_agents_words_and_the_logs_end(site: Site) -> None:
    result = site.deploy(1, revision("one", ValidateService="echo not well; exit 3"))
    assert result.diagnostics.error_code == "ScriptFailed"
    assert result.diagnostics.script_name == "ValidateService.sh"
    message = "Script at specified location: ValidateService.sh failed with exit code 3"
    assert result.diagnostics.message == message
    assert result.diagnostics.log_tail == (
        "LifecycleEvent - ValidateService\nScript - ValidateService.sh\n[stdout]not well\n"
    )


def test_a_wrong_appspec_fails_the_first_event_after_the_download(site: Site) -> None:
    bundle = zipped(**{"appspec.yml": "version: 0.0\nos: linux\nhooks: {Nope: []}\n"})
    assert site.event("DownloadBundle", 1, bundle).status == "Succeeded"
    result = site.event("BeforeInstall", 1)
    assert result.diagnostics.error_code == "UnknownError"
    assert result.diagnostics.message == "appspec.yml:3:9: hooks.Nope: unknown lifecycle event"


def test_a_bundle_without_an_appspec(site: Site) -> None:
    site.event("DownloadBundle", 1, zipped(x=""))
    message = site.event("BeforeInstall", 1).diagnostics.message
    assert message.startswith("The CodeDeploy agent did not find an AppSpec file within the unpacked revision")


def test_a_failed_download_is_the_events_failure(site: Site) -> None:
    def fetch() -> bytes:
        raise DownloadError("Access Denied")

    result = site.agent.run_event("DownloadBundle", SPEC, fetch)
    assert (result.status, result.diagnostics.message) == ("Failed", "Access Denied")
    assert site.event("DownloadBundle", 1, b"not a zip").status == "Failed"


def test_five_revisions_are_kept_and_always_the_last_successful(site: Site) -> None:
    site.deploy(1, revision("one"))
    for number in range(2, 9):
        site.deploy(number, revision("bad", BeforeInstall="exit 1"))
    kept = {path.name for path in site.disk(f"{ROOT}/group-id").iterdir()}
    assert kept == {"d-1", "d-5", "d-6", "d-7", "d-8"}


def test_traffic_is_not_the_agents_business(site: Site) -> None:
    with pytest.raises(ValueError, match="BlockTraffic is CodeDeploy's own event"):
        site.event("BlockTraffic", 1)


def test_an_instance_that_ended_is_said_to_have(site: Site) -> None:
    site.instance.terminate()
    with pytest.raises(InstanceError, match="the agent of instance i-0abc does not run"):
        site.event("ApplicationStop", 1)
