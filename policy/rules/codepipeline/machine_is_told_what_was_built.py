"""A machine that releases is told the revision with which its stack was changed, which a build made, and the commit.

The stack gets the place of the build's artifact as parameters, and gives it out again; the hooks compare the commit.
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-StepFunctions.html
"""

import json
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, Pipeline, Stage, overrides, pipelines
from policy.rules.stepfunctions._machines import groups, machine_at
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

PARTS = {"GivenRevisionBucket": "BucketName", "GivenRevisionKey": "ObjectKey"}
COMMITS = ("#{Source.CommitId}", "#{Source.VersionId}")  # the latter of an archive in S3


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for stage in pipeline.stages:
            for action in stage.actions:
                machine = machine_at(assembly, action.setting("StateMachineArn"))
                if machine is not None and groups(machine):
                    yield from _of_input(stage, action, machine.stack.name)
                    yield from _of_parameters(pipeline, stage, machine.stack.name)


def _of_input(stage: Stage, release: Action, stack: str) -> Iterator[Violation]:
    executing = [one for one in stage.actions if one.stack_name == stack and one.mode == "CHANGE_SET_EXECUTE"]
    spaces = [text(at(one.definition, "Namespace")) for one in executing]
    wanted = [
        {"Bucket": f"#{{{space}.RevisionBucket}}", "Key": f"#{{{space}.RevisionKey}}", "Commit": commit}
        for space in spaces
        for commit in COMMITS
    ]
    given = text(release.setting("Input"))
    if release.setting("InputType") != "Literal" or given not in [
        json.dumps(one, separators=(",", ":")) for one in wanted
    ]:
        yield release.violation(f"Input {given}")


def _of_parameters(pipeline: Pipeline, stage: Stage, stack: str) -> Iterator[Violation]:
    built = {output for action in pipeline.actions if action.category == "Build" for output in action.outputs}
    templates = {text(action.setting("TemplatePath")).partition("::")[0] for action in pipeline.actions}
    for action in stage.actions:
        if action.prepares_changes and action.stack_name == stack:
            for name, part in PARTS.items():
                value = overrides(action).get(name, "nothing")
                if value not in [text({"Fn::GetArtifactAtt": [artifact, part]}) for artifact in built - templates]:
                    yield action.violation(f"{name} {value}")
