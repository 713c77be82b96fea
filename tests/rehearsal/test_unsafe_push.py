"""A push with a vulnerable dependency, a secret and an expired acceptance gets no further than the stage Build.

That each of the three stops a build by itself: tests/unit/codebuild/test_scan_stops_a_build.py.
"""

import pytest

from tests.rehearsal.running import ENVIRONMENTS, Journey, Running

TOKEN = "ghp_" + 36 * "a"
EXPIRED = """\
build:
  scan:
    accepted:
      - {id: GHSA-35jh-r3h4-6jhm, where: lodash, reason: no template of ours comes from a user, expires: 2020-01-31}
environments:
"""
LOCKED = """\
      "engines": {
        "node": ">=24"
      },
      "dependencies": {"lodash": "4.17.20"}
    },
    "node_modules/lodash": {"version": "4.17.20"}
"""
UNSAFE = {
    "webapp/package.json": ('  "type": "module",\n', '  "type": "module",\n  "dependencies": {"lodash": "4.17.20"},\n'),
    "webapp/package-lock.json": ('      "engines": {\n        "node": ">=24"\n      }\n    }\n', LOCKED),
    "webapp/src/style.css": ("body", f"/* {TOKEN} */\nbody"),
    "pipeline.yml": ("environments:\n", EXPIRED),
}  # fmt: skip


@pytest.fixture(scope="module")
def stopped(rehearsal: Running) -> Journey:
    rehearsal.checkout.commit("Unsafe in three ways", UNSAFE)
    try:
        return rehearsal.ended(rehearsal.push())
    finally:
        rehearsal.checkout.revert()


def test_the_push_stops_at_the_stage_build(rehearsal: Running, stopped: Journey) -> None:
    assert stopped.status == "Failed"
    assert stopped.statuses()["Build.Synthesize"] == "Failed"
    assert "python3 -m scan" in stopped.error("Build.Synthesize")
    assert {name.partition(".")[0] for name in stopped.actions} == {"Source", "Build"}
    assert stopped.commit not in {rehearsal.answers(name) for name in ENVIRONMENTS}


@pytest.mark.parametrize(
    "line",
    [
        "GHSA-35jh-r3h4-6jhm lodash: Command Injection in lodash (vulnerable: <4.17.21)",
        "webapp/src/style.css: GitHub token in line ",
        "expired on 2020-01-31: GHSA-35jh-r3h4-6jhm of lodash",
    ],
)
def test_the_list_is_shown_where_the_push_is_watched(rehearsal: Running, stopped: Journey, line: str) -> None:
    assert stopped.status == "Failed"
    assert line in rehearsal.log()


def test_the_secret_is_not_shown(rehearsal: Running, stopped: Journey) -> None:
    assert stopped.status == "Failed"
    assert TOKEN not in rehearsal.log()


def test_the_run_says_that_recorded_advisories_were_asked(rehearsal: Running, stopped: Journey) -> None:
    assert stopped.status == "Failed"
    assert "/recorded-advisories/npm (SCAN_NPM_REGISTRY)" in rehearsal.log()
