"""The bill of materials of a requirements file, in CycloneDX. (npm writes the application's: `npm sbom`.)

The same lock gives the same bytes: no time, no random serial number. Hashes stand in the lock; CycloneDX has one for a
component and no place for those of each platform's wheel.
https://cyclonedx.org/docs/1.6/json/
"""

import json
from typing import Any


def cyclonedx(audited: dict[str, Any]) -> str:
    """`audited`: pip-audit's report, which names each package that the file locks for this platform."""
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": [_component(each["name"], each["version"]) for each in audited["dependencies"]],
    }
    return json.dumps(bill, indent=2) + "\n"


def _component(name: str, version: str) -> dict[str, str]:
    address = f"pkg:pypi/{name}@{version}"
    return {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}
