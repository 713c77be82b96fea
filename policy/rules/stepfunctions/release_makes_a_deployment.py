"""A machine that releases succeeds without a deployment only where there is nothing to deploy.

The alias is on the published version already, the fleet that serves has this very release, or the input asks for the
former fleet, which is kept.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.stepfunctions._paths import DEPLOYS, RETURNS, Step, Ways, releases
from policy.rules.stepfunctions._returns import BEFORE, looks_back
from policy.templates.assembly import Assembly

SERVING = "$states.input.DeploymentGroupInfo.TargetRevision.S3Location"
SERVES = f"{SERVING}.Key = $given.Key and {SERVING}.Bucket = $given.Bucket"
ASKED = "{% $states.input.Return = true %}"


def check(assembly: Assembly) -> Iterator[Violation]:
    for ways in releases(assembly):
        for success in sorted(_without_deployment(ways) & ways.successes):
            yield ways.machine.violation(f"Success::{success}")


def _without_deployment(ways: Ways) -> set[str]:
    """Where the ways from the start lead that pass no deployment, and no word that there is nothing to deploy."""
    deploying = ways.calling(DEPLOYS)

    def passes(step: Step) -> bool:
        return not (step.source in deploying or _is_there(ways, step) or _serves(ways, step) or _returns(ways, step))

    return {ways.start} | ways.reached([ways.start], passes)


def _is_there(ways: Ways, step: Step) -> bool:
    aliases = {f"$.{name}.FunctionVersion" for name in ways.calling("lambda:getAlias")}
    versions = {f"$.{name}.Version" for name in ways.calling("lambda:publishVersion")}
    rule = step.rule
    only = rule.keys() == {"Variable", "StringEqualsPath", "Next"}
    return only and rule["Variable"] in aliases and rule["StringEqualsPath"] in versions


def _serves(ways: Ways, step: Step) -> bool:
    """The revision and its commit: a place alone might be that of the former release, handed on by mistake."""
    return step.condition == f"{{% {SERVES} and {BEFORE} %}}" and looks_back(ways)


def _returns(ways: Ways, step: Step) -> bool:
    return step.condition == RETURNS and ways.assigned("returns") == {ASKED}
