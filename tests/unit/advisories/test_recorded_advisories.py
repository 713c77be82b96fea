"""The recorded advisories answer as the services do, and only for what they hold."""

import gzip
import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.advisories.recorded import of_npm_packages, of_python_package, recorded
from rehearsal.advisories.service import serve


def ask(address: str, body: Any = None, *, packed: bool = False) -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-encoding": "gzip"} if packed else {}
    request = urllib.request.Request(address, gzip.compress(data) if packed and data else data, headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def osv(path: str) -> str:
    return f"{serve().variables['SCAN_OSV_URL']}/{path}"


def npm() -> str:
    return f"{serve().variables['SCAN_NPM_REGISTRY']}/-/npm/v1/security/advisories/bulk"


@pytest.mark.parametrize(
    ("name", "version", "affected"),
    [
        ("pyyaml", "5.3.1", True),
        ("PyYAML", "5.4rc1", True),
        ("pyyaml", "5.4", False),
        ("requests", "2.2.0", False),
        ("requests", "2.30.0", True),
        ("lodash", "4.17.20", False),
    ],
)
def test_a_version_is_affected_within_the_range(name: str, version: str, affected: bool) -> None:
    assert bool(of_python_package(name, version)) == affected


def test_npm_gets_the_range_in_its_own_words() -> None:
    ranges = {
        each["vulnerable_versions"]
        for found in of_npm_packages({"minimist": ["1.2.5"], "lodash.trim": ["4.5.1"]}).values()
        for each in found
    }
    assert ranges == {">=1.0.0 <1.2.6 || <0.2.4", "<=4.5.1"}


def test_osv_answers_a_query_and_shows_the_record() -> None:
    [found] = ask(osv("query"), {"package": {"name": "pyyaml", "ecosystem": "PyPI"}, "version": "5.3.1"})["vulns"]
    assert ask(osv(f"vulns/{found['id']}")) == found
    assert ask(osv("query"), {"package": {"name": "six", "ecosystem": "PyPI"}, "version": "1.17.0"}) == {}


def test_the_registry_takes_npm_s_compressed_question() -> None:
    answer = ask(npm(), {"lodash": ["4.17.20"], "left-pad": ["1.0.0"]}, packed=True)
    assert list(answer) == ["lodash"]
    assert {each["severity"] for each in answer["lodash"]} == {"high", "moderate"}


@pytest.mark.parametrize("body", [[], {"package": {}}, {"package": {"name": "six"}, "version": "not one"}, 7])
def test_a_question_that_it_does_not_understand_is_refused(body: Any) -> None:
    with pytest.raises(urllib.error.HTTPError, match="400"):
        ask(osv("query"), body)


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        ask(osv("vulns/GHSA-none"))


@given(st.text(), st.integers(0, 99).map(str))
def test_no_name_finds_an_advisory_of_another_package(name: str, version: str) -> None:
    named = {each["package"]["name"] for one in recorded()["advisories"] for each in one["affected"]}
    assert name in named or not of_npm_packages({name: [version]})
    assert name.lower() in named or not of_python_package(name, version)


def test_it_says_what_it_stands_for() -> None:
    assert recorded()["recorded"] in serve().said
    assert "GitHub Advisory Database" in recorded()["source"]
