"""A revision for Lambda: which alias moves from which version to which, and the hooks on the way.

https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
"""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from rehearsal.codedeploy.lambda_shift import AFTER, BEFORE
from rehearsal.server.service import ApiError, Request

NEEDED = ("Name", "Alias", "CurrentVersion", "TargetVersion")


@dataclass(frozen=True)
class LambdaRevision:
    function: str
    alias: str
    current: str
    target: str
    hooks: tuple[tuple[str, str], ...]  # (event, function)

    @property
    def id(self) -> str:
        return f"{self.function}:{self.alias}"

    def back(self) -> "LambdaRevision":
        """The way back, which asks nobody: all requests return to the version that they came from."""
        return replace(self, current=self.target, target=self.current, hooks=())

    def request(self) -> Request:
        """As CreateDeployment takes it."""
        properties = dict(zip(NEEDED, (self.function, self.alias, self.current, self.target), strict=True))
        resource = {"Type": "AWS::Lambda::Function", "Properties": properties}
        spec = {"version": 0.0, "Resources": [{self.function: resource}], "Hooks": [dict([h]) for h in self.hooks]}
        return {"revisionType": "AppSpecContent", "appSpecContent": {"content": json.dumps(spec)}}


def parse(revision: Request) -> LambdaRevision:
    """Raises ApiError(InvalidRevisionException)."""
    content = (revision.get("appSpecContent") or {}).get("content")
    if revision.get("revisionType") != "AppSpecContent" or not content:
        raise ApiError("InvalidRevisionException", "The rehearsal deploys functions by AppSpecContent only")
    try:
        spec = json.loads(content)
        [[(_, resource)]] = [list(one.items()) for one in spec["Resources"]]
        properties = resource["Properties"]
        function, alias, current, target = (str(properties[key]) for key in NEEDED)
        hooks = tuple(pair for one in spec.get("Hooks") or [] for pair in one.items())
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ApiError("InvalidRevisionException", f"AppSpec of a function, as JSON: {error!r}") from error
    _check(spec, resource, properties, hooks)
    return LambdaRevision(function, alias, current, target, hooks)


def shown(revision: Request) -> Request:
    """As GetDeployment gives it back: with the digest of the content."""
    content = revision["appSpecContent"]["content"]
    digest = hashlib.sha256(content.encode()).hexdigest()
    return {**revision, "appSpecContent": {"content": content, "sha256": digest}}


def _check(spec: Any, resource: Any, properties: Any, hooks: tuple[tuple[str, str], ...]) -> None:
    unknown = [
        *sorted(spec.keys() - {"version", "Resources", "Hooks"}),
        *sorted(properties.keys() - set(NEEDED)),
        *sorted({event for event, _ in hooks} - {BEFORE, AFTER}),
    ]
    if unknown or resource.get("Type") != "AWS::Lambda::Function":
        what = ", ".join(unknown) or f"Type {resource.get('Type')}"
        raise ApiError("InvalidRevisionException", f"AppSpec of a function: {what} is unknown")
