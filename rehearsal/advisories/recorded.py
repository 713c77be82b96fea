"""What the advisory services answer, from the recorded advisories alone. No I/O but reading the file.

The records have OSV's schema, in which GitHub publishes them: https://ossf.github.io/osv-schema/
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import Version

FILE = Path(__file__).with_name("recorded.json")

Json = dict[str, Any]


@cache
def recorded() -> Json:
    read: Json = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def advisory(id_: str) -> Json | None:
    return next((each for each in recorded()["advisories"] if each["id"] == id_), None)


def of_python_package(name: str, version: str) -> list[Json]:
    """As OSV's query does: the advisories that affect this version. Raises InvalidVersion."""
    canonical, asked = canonicalize_name(name), Version(version)
    return [
        each
        for each in recorded()["advisories"]
        if any(_affects(range_, asked) for range_ in _ranges(each, "PyPI", canonical))
    ]


def of_npm_packages(asked: Mapping[str, list[str]]) -> dict[str, list[Json]]:
    """As a registry's bulk endpoint does: by package; npm itself compares the versions."""
    found = {name: [_for_npm(each, name) for each in _about(name)] for name in asked}
    return {name: advisories for name, advisories in found.items() if advisories}


def _about(name: str) -> Iterator[Json]:
    return (each for each in recorded()["advisories"] if any(_ranges(each, "npm", name)))


def _for_npm(each: Json, name: str) -> Json:
    return {
        "id": zlib.crc32(each["id"].encode()),  # npm's own number; it only tells advisories apart
        "url": f"https://github.com/advisories/{each['id']}",
        "title": each["summary"],
        "severity": each["database_specific"]["severity"].lower(),
        "vulnerable_versions": " || ".join(_npm_range(range_) for range_ in _ranges(each, "npm", name)),
        "cwe": each["database_specific"]["cwe_ids"],
        "cvss": {"vectorString": each["severity"][0]["score"]},
    }


def _ranges(each: Json, ecosystem: str, name: str) -> Iterator[dict[str, str]]:
    """One for each affected range: its events, {"introduced": "0", "fixed": "5.4"}."""
    for affected in each["affected"]:
        if affected["package"] == {"ecosystem": ecosystem, "name": name}:
            for range_ in affected["ranges"]:
                yield {kind: version for event in range_["events"] for kind, version in event.items()}


def _affects(range_: Mapping[str, str], version: Version) -> bool:
    if "fixed" in range_ and version >= Version(range_["fixed"]):
        return False
    if "last_affected" in range_ and version > Version(range_["last_affected"]):
        return False
    return version >= Version(range_["introduced"])


def _npm_range(range_: Mapping[str, str]) -> str:
    first = f">={range_['introduced']}" if range_["introduced"] != "0" else ""
    last = f"<{range_['fixed']}" if "fixed" in range_ else f"<={range_['last_affected']}"
    return f"{first} {last}".strip()
