"""Beside a rehearsal that is up: the CDK CLI, git and another start of the same checkout."""

import subprocess

import pytest

from tests.rehearsal.checkout import environment
from tests.rehearsal.running import Running


def test_cdk_deploy_finds_the_pipeline_as_it_was_deployed(rehearsal: Running) -> None:
    path = rehearsal.checkout.path
    cdk = ["node", str(path / "node_modules/aws-cdk/bin/cdk"), "deploy", "Pipeline", "--no-notices"]
    done = subprocess.run(
        cdk, cwd=path, env={**environment(), "CDK_VALIDATION": "false", **rehearsal.environment},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "(no changes)" in done.stdout


@pytest.mark.parametrize("reference", ["refs/heads/feature", "refs/tags/v1.0.0"])
def test_a_push_that_no_trigger_accepts_starts_nothing_and_says_so(rehearsal: Running, reference: str) -> None:
    before = rehearsal.executions()
    pushed = rehearsal.checkout.git("push", "rehearsal", f"HEAD:{reference}")
    assert pushed.returncode == 0
    assert f"remote: slipway: {reference}: no pipeline has a trigger for this push" in pushed.stderr
    assert rehearsal.executions() == before


@pytest.mark.parametrize("arguments", [("--approve",), ("--approve", "--keep")])
def test_a_second_start_is_refused_and_disturbs_nothing(rehearsal: Running, arguments: tuple[str, ...]) -> None:
    session, log = rehearsal.session, rehearsal.log()
    refused = rehearsal.checkout.module("rehearsal", *arguments)
    assert refused.stdout == "A rehearsal of this checkout is running. `make stop` ends it.\n"
    assert refused.returncode == 1
    assert rehearsal.session == session
    assert rehearsal.log().startswith(log)
