"""A deployment of functions is to the version just published, which hooks verify before it has traffic and after.

https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
"""

import re
from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.stepfunctions._paths import DEPLOYS, Ways, releases
from policy.templates.assembly import Assembly
from policy.templates.references import resource_meant
from policy.templates.template import text
from policy.templates.values import at, fields, objects

HOOKS = ("BeforeAllowTraffic", "AfterAllowTraffic")
FUNCTION = "AWS::Lambda::Function"
MADE = re.compile(r"States\.JsonToString\(\$\.(\w+)\.(\w+)\)")


def check(assembly: Assembly) -> Iterator[Violation]:
    for ways in releases(assembly):
        for name in ways.calling(DEPLOYS):
            revision = at(ways.arguments(name), "Revision")
            if text(at(revision, "RevisionType")) == "AppSpecContent":
                spec = _app_spec(ways, at(revision, "AppSpecContent"))
                yield from (ways.machine.violation(f"{name}::{wrong}") for wrong in _wrong(ways, spec))


def _app_spec(ways: Ways, content: Any) -> Any:
    """What a Pass state makes and the deployment's state writes out."""
    made = MADE.fullmatch(text(fields(content).get("Content.$")))
    return at(ways.arguments(made[1]), made[2]) if made and made[1] in ways.states else None


def _wrong(ways: Ways, spec: Any) -> Iterator[str]:
    hooks = {event: function for hook in objects(at(spec, "Hooks")) for event, function in hook.items()}
    named = [hooks.get(event) for event in HOOKS]
    for event, function in zip(HOOKS, named, strict=True):
        if not _is_of_template(ways, function) or named.count(function) > 1:
            yield event
    versions = [f"$.{name}.Version" for name in ways.calling("lambda:publishVersion")]
    targets = [at(one, "Properties") or {} for resource in objects(at(spec, "Resources")) for one in resource.values()]
    if not targets or any(target.get("TargetVersion.$") not in versions for target in targets):
        yield "TargetVersion"


def _is_of_template(ways: Ways, function: Any) -> bool:
    return resource_meant(ways.machine.stack, function, "FunctionName", FUNCTION) is not None
