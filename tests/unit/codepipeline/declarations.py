"""Small pipeline declarations for the tests."""

from typing import Any

from rehearsal.codepipeline.definition import Pipeline, parse

Declaration = dict[str, Any]
REGION = "eu-central-1"


def action(name: str, category: str = "Build", provider: str = "CodeBuild", **extra: Any) -> Declaration:
    kind = {"category": category, "owner": "AWS", "provider": provider, "version": "1"}
    return {"name": name, "actionTypeId": kind, **extra}


def source(name: str = "Source", output: str = "Source") -> Declaration:
    return action(name, "Source", "CodeStarSourceConnection", outputArtifacts=[{"name": output}])


def declaration(*stages: list[Declaration], **extra: Any) -> Declaration:
    names = ["First", "Second", "Third", "Fourth"]
    return {
        "name": "p",
        "roleArn": "arn:aws:iam::111111111111:role/p",
        "pipelineType": "V2",
        "artifactStore": {"type": "S3", "location": "bucket"},
        "stages": [{"name": n, "actions": a} for n, a in zip(names, stages, strict=False)],
        **extra,
    }


def pipeline(*stages: list[Declaration], **extra: Any) -> Pipeline:
    return parse(declaration(*stages, **extra), 1, REGION)


def rule(name: str, provider: str = "VariableCheck", **configuration: str) -> Declaration:
    kind = {"category": "Rule", "owner": "AWS", "provider": provider, "version": "1"}
    return {"name": name, "ruleTypeId": kind, "configuration": configuration}


def condition(result: str, *rules: Declaration) -> Declaration:
    return {"conditions": [{"result": result, "rules": list(rules)}]}


def conditioned(mode: str = "SUPERSEDED", **conditions: Declaration) -> Declaration:
    """Source, then a stage A with conditions, then one without."""
    declared = declaration(
        [source()], [action("A"), action("B", runOrder=2)], [action("Last", "Deploy", "CodeDeploy")], executionMode=mode
    )
    declared["stages"][1] |= conditions
    return declared


def three_stages(mode: str = "SUPERSEDED") -> Pipeline:
    """Source, then two builds side by side with a third after them, then a deployment."""
    return pipeline(
        [source()],
        [action("A"), action("B"), action("C", runOrder=2)],
        [action("Deploy", "Deploy", "CodeDeploy")],
        executionMode=mode,
    )
