"""The Python packages as a valid CycloneDX document."""

import json

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scan.sbom import cyclonedx

AUDITED = {"dependencies": [{"name": "aws-cdk-lib", "version": "2.275.0", "vulns": []}], "fixes": []}


def test_it_is_valid_by_cyclonedx_s_own_schema() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(cyclonedx(AUDITED)) is None
    broken = json.loads(cyclonedx(AUDITED)) | {"components": [{"name": "without a type"}]}
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(broken)) is not None


def test_each_package_has_its_address() -> None:
    [component] = json.loads(cyclonedx(AUDITED))["components"]
    assert component["purl"] == "pkg:pypi/aws-cdk-lib@2.275.0"


def test_the_same_packages_give_the_same_bytes() -> None:
    assert cyclonedx(AUDITED) == cyclonedx(dict(AUDITED))
