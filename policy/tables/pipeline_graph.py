"""A pipeline as text: stages, the actions in each in their order, what they read and write, and as whom."""

from collections.abc import Iterator
from typing import Any

from policy.templates.template import Resource, Template, resources, text


def graph(template: Template) -> str:
    """Empty for a template without a pipeline."""
    return "".join(
        "\n".join(_lines(template, pipeline["Properties"])) + "\n"
        for _, pipeline in resources(template, "AWS::CodePipeline::Pipeline")
    )


def _lines(template: Template, pipeline: dict[str, Any]) -> Iterator[str]:
    mode = f"{pipeline.get('PipelineType', 'V1')} {pipeline.get('ExecutionMode', 'SUPERSEDED')}"
    yield f"pipeline {text(pipeline['Name'])} ({mode})"
    for trigger in pipeline.get("Triggers", []):
        yield from _trigger(trigger["GitConfiguration"])
    for stage in pipeline["Stages"]:
        yield f"stage {stage['Name']}"
        yield from (f"  {line}" for line in _conditions(template, stage))
        for action in sorted(stage["Actions"], key=lambda action: (action["RunOrder"], action["Name"])):
            yield f"  {_action(template, action)}"


def _conditions(template: Template, stage: dict[str, Any]) -> Iterator[str]:
    for moment, words in (("BeforeEntry", "before entry"), ("OnSuccess", "on success")):
        for condition in stage.get(moment, {}).get("Conditions", []):
            for rule in condition["Rules"]:
                asked = ", ".join(f"{key} {text(value)}" for key, value in sorted(rule["Configuration"].items()))
                role = f", as {_role(template, rule)}" if "RoleArn" in rule else ""
                yield f"{words}: {rule['RuleTypeId']['Provider']} {asked}{role}, or {condition['Result']}"
    if failure := stage.get("OnFailure"):
        mode = failure.get("RetryConfiguration", {}).get("RetryMode")
        yield f"on failure: {failure['Result']}{f' {mode}' if mode else ''}"


def _trigger(git: dict[str, Any]) -> Iterator[str]:
    for event, filters in sorted(git.items()):
        for one in filters if isinstance(filters, list) else []:
            wanted = "; ".join(
                f"{what} {kind.lower()} {', '.join(globs)}"
                for what, lists in sorted(one.items())
                for kind, globs in sorted(lists.items())
            )
            yield f"starts on {event}: {wanted}"


def _action(template: Template, action: Resource) -> str:
    kind = action["ActionTypeId"]["Provider"]
    mode = action.get("Configuration", {}).get("ActionMode")
    parts = [f"{action['RunOrder']}. {action['Name']}: {kind}{f' {mode}' if mode else ''}"]
    if artifacts := _artifacts(action):
        parts.append(artifacts)
    parts.append(f"as {_role(template, action)}")
    return ", ".join(parts)


def _artifacts(action: Resource) -> str:
    read = [artifact["Name"] for artifact in action.get("InputArtifacts", [])]
    written = [artifact["Name"] for artifact in action.get("OutputArtifacts", [])]
    verbs = (("reads", read), ("writes", written))
    return ", ".join(f"{verb} {' '.join(names)}" for verb, names in verbs if names)


def _role(template: Template, action: Resource) -> str:
    """The role's name where it is the template's own, else its ARN."""
    match action.get("RoleArn"):
        case None:
            return "the pipeline's role"
        case {"Fn::GetAtt": [str(logical_id), "Arn"]}:
            return text(template["Resources"][logical_id]["Properties"].get("RoleName", logical_id))
        case arn:
            return text(arn)
