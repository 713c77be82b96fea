"""An action is of a kind that the rules look into: a source, a build, a deployment, an approval, a
release by a state machine.

Others run code that stands in the pipeline, in a function or on somebody's server, and no rule sees what it may do.
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

# Those of AWS; a custom or a third party's action may bear the same names.
KNOWN = {
    "Source": {"CodeStarSourceConnection", "CodeCommit", "ECR", "S3"},
    "Build": {"CodeBuild", "ECRBuildAndPublish"},
    "Test": {"CodeBuild"},
    "Deploy": {"CloudFormation", "CodeDeploy", "CodeDeployToECS"},
    "Approval": {"Manual"},
    "Invoke": {"StepFunctions"},
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            owner = text(at(action.definition, "ActionTypeId.Owner"))
            if owner != "AWS" or not _is_known(action):
                yield action.violation(f"{owner}::{action.category}::{action.provider}")


def _is_known(action: Action) -> bool:
    return action.provider in KNOWN.get(action.category, ())
