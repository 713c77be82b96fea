"""Synthesize scans before it synthesizes: what is vulnerable, secret or no longer accepted stops it, with the list."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rehearsal.advisories.service import serve
from tests.conftest import ROOT
from tests.unit.codebuild.a_build import ORDER, Built, build

SCANNER = ("scan", "config", "policy")
TOKEN = "ghp_" + 36 * "a"
LOCK = "requests==2.34.2 \\\n    --hash=sha256:{0}\n"
# Of nothing: the scan compares names and versions, and installs nothing.
DIGEST = 64 * "0"


@cache
def buildspec() -> dict[str, Any]:
    """The project's own."""
    read: dict[str, Any] = YAML(typ="safe").load(ROOT / "buildspec.synth.yml")
    return read


def scan_command() -> str:
    [command] = buildspec()["phases"]["pre_build"]["commands"]
    return str(command)


@cache
def scanner() -> dict[str, str]:
    files = [file for folder in SCANNER for file in (ROOT / folder).rglob("*.py")]
    return {str(file.relative_to(ROOT)): file.read_text() for file in files}


def pipeline_yml(scan: str = "") -> str:
    return (ROOT / "pipeline.yml").read_text() + (f"build: {{scan: {scan}}}\n" if scan else "")


def npm_lock(folder: str = "webapp/", **dependencies: str) -> dict[str, str]:
    """A folder with these packages; the source itself is ""."""
    root = {"name": "webapp", "version": "1.0.0", "dependencies": dependencies}
    packages = {f"node_modules/{name}": {"version": version} for name, version in dependencies.items()}
    lock = {**root, "lockfileVersion": 3, "requires": True, "packages": {"": root, **packages}}
    return {f"{folder}package.json": json.dumps(root), f"{folder}package-lock.json": json.dumps(lock)}


def scanned(folder: Path, files: dict[str, str], command: str = "") -> Built:
    """A build that only scans: whatever `files` says in place of a source with nothing to find."""
    spec = {
        "version": 0.2,
        "phases": {"build": {"commands": [command or scan_command()]}},
        "artifacts": buildspec()["artifacts"],
    }
    locks = {**npm_lock(), **npm_lock(""), "requirements/synth.txt": LOCK.format(DIGEST)}
    clean = {"pipeline.yml": pipeline_yml(), **locks}
    order = replace(ORDER, stand_ins=(serve(),))
    return build(folder, json.dumps(spec), {**scanner(), **clean, **files}, order=order)


def days(number: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=number)).isoformat()


def accepted(expires: str, id_: str = "GHSA-35jh-r3h4-6jhm", where: str = "lodash") -> str:
    reason = "no template of ours comes from a user"
    return f"{{accepted: [{{id: {id_}, where: {where}, reason: {reason}, expires: {expires}}}]}}"


def test_what_has_nothing_to_find_passes_and_its_bill_of_materials_is_beside_the_artifact(tmp_path: Path) -> None:
    built = scanned(tmp_path, {})
    assert built.result.status == "SUCCEEDED", built.log
    assert built.output[-1] == "the scan passes"
    [component] = json.loads(built.artifact()["sbom.cdx.json"])["components"]
    assert component["purl"] == "pkg:pypi/requests@2.34.2"


def test_the_log_says_that_recorded_advisories_were_asked(tmp_path: Path) -> None:
    built = scanned(tmp_path, {})
    assert "the rehearsal: a scan asks 5 advisories that were recorded on 2026-11-25, and no service" in built.log
    assert any("asking http://127.0.0.1:" in line and "/recorded-advisories/npm" in line for line in built.output)
    assert any("asking http://127.0.0.1:" in line and "/recorded-advisories/osv" in line for line in built.output)


def test_a_vulnerable_npm_package_stops_the_build_with_the_list(tmp_path: Path) -> None:
    built = scanned(tmp_path, npm_lock(lodash="4.17.20", minimist="1.2.5"))
    assert built.failure().endswith(f"{scan_command()}. Reason: exit status 1")
    assert built.output[4:] == [
        "2 findings of severity high or above:",
        "  critical  GHSA-xvch-5gv4-984h minimist: Prototype Pollution in minimist "
        "(vulnerable: >=1.0.0 <1.2.6 || <0.2.4)",
        "  high      GHSA-35jh-r3h4-6jhm lodash: Command Injection in lodash (vulnerable: <4.17.21)",
        "mend them, or accept them with a reason and a day in pipeline.yml, build.scan.accepted",
        "1 finding below severity high:",
        "  moderate  GHSA-29mw-wpgm-hmr9 lodash: Regular Expression Denial of Service (ReDoS) in lodash "
        "(vulnerable: <4.17.21)",
        "the scan stops the build",
    ]


def test_what_deploys_is_scanned_as_what_is_deployed_and_told_once(tmp_path: Path) -> None:
    """The CDK CLI, which the source's own lock has."""
    lodash = {"lodash": "4.17.20"}
    for both in ({}, npm_lock(**lodash)):
        built = scanned(tmp_path / str(len(both)), {**npm_lock("", **lodash), **both})
        assert "exit status 1" in built.failure()
        assert sum("GHSA-35jh-r3h4-6jhm" in line for line in built.output) == 1


def test_a_vulnerable_python_package_stops_the_build_with_the_list(tmp_path: Path) -> None:
    lock = LOCK.format(DIGEST) + f"pyyaml==5.3.1 \\\n    --hash=sha256:{DIGEST}\n"
    built = scanned(tmp_path, {"requirements/synth.txt": lock})
    assert "exit status 1" in built.failure()
    line = "  critical  GHSA-8q59-q68h-6hv4 pyyaml: Improper Input Validation in PyYAML (fixed in 5.4)"
    assert line in built.output


def test_a_planted_secret_stops_the_build_and_is_not_shown(tmp_path: Path) -> None:
    built = scanned(tmp_path, {"webapp/src/config.js": f"// how we deploy\nconst token = '{TOKEN}';\n"})
    assert "exit status 1" in built.failure()
    assert "webapp/src/config.js: GitHub token in line 2" in built.log
    assert TOKEN not in built.log


def test_what_is_accepted_until_today_passes_and_is_listed(tmp_path: Path) -> None:
    built = scanned(tmp_path, {"pipeline.yml": pipeline_yml(accepted(days(1))), **npm_lock(lodash="4.17.20")})
    assert built.result.status == "SUCCEEDED", built.log
    assert "1 finding accepted in pipeline.yml:" in built.output


@pytest.mark.parametrize("found", [True, False])
def test_an_expired_acceptance_stops_the_build(tmp_path: Path, found: bool) -> None:
    source = npm_lock(lodash="4.17.20") if found else {}
    built = scanned(tmp_path, {"pipeline.yml": pipeline_yml(accepted(days(-1))), **source})
    assert "exit status 1" in built.failure()
    told = f"expired on {days(-1)}: GHSA-35jh-r3h4-6jhm of lodash (no template of ours comes from a user)"
    assert any(line.startswith(told) for line in built.output)
    assert ("1 finding of severity high or above:" in built.output) == found


def test_an_acceptance_of_what_is_no_longer_found_is_told_as_stale(tmp_path: Path) -> None:
    built = scanned(tmp_path, {"pipeline.yml": pipeline_yml(accepted(days(1)))})
    assert built.result.status == "SUCCEEDED"
    assert any(line.startswith("stale: GHSA-35jh-r3h4-6jhm of lodash") for line in built.output)


def test_a_stricter_severity_stops_what_passed(tmp_path: Path) -> None:
    strict = {"pipeline.yml": pipeline_yml("{severity: moderate}")}
    built = scanned(tmp_path, {**strict, "requirements/synth.txt": LOCK.format(DIGEST).replace("2.34.2", "2.30.0")})
    assert "exit status 1" in built.failure()
    assert any("GHSA-j8r2-6x86-q33q requests" in line for line in built.output)


@pytest.mark.parametrize("service", ["SCAN_NPM_REGISTRY", "SCAN_OSV_URL"])
def test_a_service_that_does_not_answer_stops_the_build(tmp_path: Path, service: str) -> None:
    unreachable = f"NPM_CONFIG_FETCH_RETRIES=0 {service}=http://127.0.0.1:9 {scan_command()}"
    built = scanned(tmp_path, npm_lock(lodash="4.17.21"), unreachable)
    assert "exit status 2" in built.failure()
    assert built.output[-1].startswith("the scan could not be made, which stops the build")


def test_npm_s_offline_mode_does_not_pass_for_an_answer(tmp_path: Path) -> None:
    built = scanned(tmp_path, {**npm_lock(lodash="4.17.20"), "webapp/.npmrc": "offline=true\naudit=false\n"})
    assert "exit status 1" in built.failure()
    assert any("GHSA-35jh-r3h4-6jhm lodash" in line for line in built.output)


def test_a_wrong_acceptance_is_told_with_its_place(tmp_path: Path) -> None:
    built = scanned(tmp_path, {"pipeline.yml": pipeline_yml(accepted("soon"))})
    assert "exit status 2" in built.failure()
    assert any("build.scan.accepted[0].expires" in line and "a day, like 2027-01-31" in line for line in built.output)


def test_the_application_s_build_puts_its_bill_of_materials_beside_what_it_built(tmp_path: Path) -> None:
    kept = [file for file in (ROOT / "webapp").rglob("*") if file.is_file() and "node_modules" not in file.parts]
    files = {str(file.relative_to(ROOT)): file.read_text() for file in kept if "dist" not in file.parts}
    built = build(tmp_path, (ROOT / "buildspec.yml").read_text(), {**files, "appspec.yml": ""})
    assert built.result.status == "SUCCEEDED", built.log
    bill = json.loads(built.artifact()["sbom.cdx.json"])
    assert (bill["bomFormat"], bill["metadata"]["component"]["purl"]) == ("CycloneDX", "pkg:npm/webapp@1.0.0")
