"""A machine that releases brings the revision whose bucket and key its input names, and no other.

The pipeline gives them from the artifact that it built; code from anywhere else was built and approved by nobody.
A version is published of the very code that was brought: Lambda compares its hash.
https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.stepfunctions._paths import DEPLOYS, Ways, releases
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, fields

CODE = {"S3Bucket.$": "$.Bucket", "S3Key.$": "$.Key"}
BUNDLE = {"Bucket": "{% $given.Bucket %}", "Key": "{% $given.Key %}", "BundleType": "zip"}
INPUT = "{% $states.input %}"


def check(assembly: Assembly) -> Iterator[Violation]:
    for ways in releases(assembly):
        bringing = ways.calling("lambda:updateFunctionCode")
        hashes = [f"$.{name}.CodeSha256" for name in bringing]
        for name in bringing:
            if {key: value for key, value in _arguments(ways, name).items() if key != "FunctionName"} != CODE:
                yield ways.machine.violation(f"Code::{name}")
        for name in ways.calling("lambda:publishVersion"):
            if _arguments(ways, name).get("CodeSha256.$") not in hashes:
                yield ways.machine.violation(f"CodeSha256::{name}")
        for name in ways.calling(DEPLOYS):
            if not _is_given(ways, at(_arguments(ways, name), "Revision")):
                yield ways.machine.violation(f"Revision::{name}")


def _is_given(ways: Ways, revision: Any) -> bool:
    """An AppSpec holds names only: see version_is_verified_by_hooks."""
    if text(at(revision, "RevisionType")) == "AppSpecContent":
        return True
    return at(revision, "S3Location") == BUNDLE and ways.assigned("given") == {INPUT}


def _arguments(ways: Ways, name: str) -> dict[str, Any]:
    return dict(fields(ways.arguments(name)))
