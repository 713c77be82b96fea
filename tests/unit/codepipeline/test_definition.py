"""A declaration that CodePipeline would refuse is refused, with the place and the rule."""

from typing import Any

import pytest

from rehearsal.codepipeline.definition import InvalidStructure, parse
from tests.unit.codepipeline.declarations import REGION, action, condition, conditioned, declaration, rule, source

BUILD = action("Build", inputArtifacts=[{"name": "Source"}])
SECOND = {"name": "T", "actions": [BUILD]}

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "one stage": (declaration([source()]), "Pipeline has only 1 stage(s). There should be a minimum of 2 stages"),
    "type V1": (declaration([source()], [BUILD], pipelineType="V1"), "type V2 only"),
    "no type, which is V1": (
        {k: v for k, v in declaration([source()], [BUILD]).items() if k != "pipelineType"},
        "type V2 only",
    ),
    "a name with a space": (declaration([source()], [BUILD], name="a b"), "Pipeline name 'a b' must match"),
    "an unknown mode": (declaration([source()], [BUILD], executionMode="FAST"), "executionMode is one of"),
    "a build in the first stage": (declaration([BUILD], [BUILD]), "the first stage, and only it, has source actions"),
    "a source later": (declaration([source()], [source("Again", "Other")]), "Again in stage Second: the first stage"),
    "an input that nobody makes": (
        declaration([source()], [action("Build", inputArtifacts=[{"name": "Ghost"}])]),
        "Action Build in stage Second: input artifact Ghost is not the output of an earlier action",
    ),
    "an input made at the same time": (
        declaration(
            [source()],
            [action("Make", outputArtifacts=[{"name": "Made"}]), action("Use", inputArtifacts=[{"name": "Made"}])],
        ),
        "input artifact Made is not the output of an earlier action",
    ),
    "two producers": (
        declaration([source()], [action("Make", outputArtifacts=[{"name": "Source"}])]),
        "Output artifact names must be unique: Source",
    ),
    "two actions of one name": (declaration([source()], [BUILD, BUILD]), "action names must be unique: Build"),
    "an empty stage": (declaration([source()], []), "Stage Second has 0 actions: 1 to 50 are allowed"),
    "a long value": (
        declaration([source()], [action("Build", configuration={"EnvironmentVariables": "x" * 1001})]),
        "the value of EnvironmentVariables has 1001 characters, 1000 are allowed",
    ),
    "two conditions at once": (
        conditioned(beforeEntry={"conditions": [{"result": "FAIL", "rules": [rule("R")]}] * 2}),
        "Stage Second: beforeEntry has 2 conditions, one is allowed",
    ),
    "six rules": (
        conditioned(onSuccess=condition("FAIL", *(rule(f"R{n}") for n in range(6)))),
        "Stage Second: onSuccess has 6 rules, 1 to 5 are allowed",
    ),
    "two rules of one name": (conditioned(onSuccess=condition("FAIL", rule("R"), rule("R"))), "rules must be unique"),
    "an entry that rolls back": (
        conditioned(beforeEntry=condition("ROLLBACK", rule("R"))),
        "beforeEntry has the result ROLLBACK, allowed are FAIL and SKIP",
    ),
    "a success that is skipped": (conditioned(onSuccess=condition("SKIP", rule("R"))), "allowed are ROLLBACK and FAIL"),
    "a window that skips": (
        conditioned(beforeEntry=condition("SKIP", rule("Window", "DeploymentWindow"))),
        "the rule Window cannot skip a stage, only LambdaInvoke and VariableCheck",
    ),
    "a retry with conditions": (
        conditioned(onFailure={"result": "RETRY", **condition("ROLLBACK", rule("R"))}),
        "automatic retry and conditions, which exclude each other",
    ),
    "rules on failure": (conditioned(onFailure=condition("ROLLBACK", rule("R"))), "does not have rules of onFailure"),
    "a retry without a mode": (conditioned(onFailure={"result": "RETRY"}), "retryConfiguration belongs to the result"),
    "a failure that fails": (conditioned(onFailure={"result": "FAIL"}), "allowed are ROLLBACK and RETRY"),
    "a rollback in PARALLEL": (
        conditioned("PARALLEL", onFailure={"result": "ROLLBACK"}),
        "Stage Second: a rollback is not available in execution mode PARALLEL",
    ),
    "a rollback of the source": (
        declaration([source()], [BUILD])
        | {"stages": [{"name": "S", "actions": [source()], "onFailure": {"result": "ROLLBACK"}}, SECOND]},
        "Stage S: a source stage cannot be rolled back",
    ),
    "one store and several": (declaration([source()], [BUILD], artifactStores={}), "either artifactStore or"),
    "no store in the pipeline's region": (
        declaration([source()], [BUILD], artifactStores={"eu-west-1": {}}, artifactStore=None),
        "no artifact store for its own region eu-central-1",
    ),
    "no store in an action's region": (
        declaration([source()], [BUILD | {"region": "eu-west-1"}]),
        "Action Build in stage Second: no artifact store for its region eu-west-1",
    ),
    "an output elsewhere": (
        declaration(
            [source()],
            [BUILD | {"region": "eu-west-1", "outputArtifacts": [{"name": "Made"}]}],
            artifactStores={REGION: {}, "eu-west-1": {}},
            artifactStore=None,
        ),
        "the rehearsal has no output artifacts of actions in other regions",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses(name: str) -> None:
    declared, message = REFUSED[name]
    with pytest.raises(InvalidStructure) as refusal:
        parse(declared, 1, REGION)
    assert message in str(refusal.value)


def test_accepts_an_artifact_from_an_earlier_group_of_the_same_stage() -> None:
    parsed = parse(
        declaration(
            [source()],
            [
                action("Make", outputArtifacts=[{"name": "Made"}]),
                action("Use", inputArtifacts=[{"name": "Made"}], runOrder=2),
            ],
        ),
        7,
        REGION,
    )
    assert [[a.name for a in group] for group in parsed.stages[1].groups()] == [["Make"], ["Use"]]
    assert parsed.version == 7
