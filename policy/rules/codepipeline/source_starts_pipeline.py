"""A change in a source starts the pipeline: by a trigger for a connection, else by an EventBridge rule in force.

https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-about-starting.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, pipelines
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed, text
from policy.templates.values import at

EVENT_SOURCES = {"CodeCommit": "aws.codecommit", "S3": "aws.s3", "ECR": "aws.ecr"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if action.provider == "CodeStarSourceConnection" and not _is_triggered(action):
                yield action.violation("no trigger")
            if action.category == "Source" and action.provider in EVENT_SOURCES and not _is_watched(action):
                yield action.violation("no EventBridge rule")


def _is_triggered(action: Action) -> bool:
    """A trigger without filters for pushes or pull requests would start nothing."""
    git = [at(trigger, "GitConfiguration") for trigger in listed(action.pipeline.properties.get("Triggers", []))]
    return any(
        at(one, "SourceActionName") == action.name and bool(at(one, "Push") or at(one, "PullRequest")) for one in git
    )


def _is_watched(action: Action) -> bool:
    rules = action.pipeline.stack.resources("AWS::Events::Rule")
    return any(starts(rule, action.pipeline) and _hears(rule, EVENT_SOURCES[action.provider]) for rule in rules)


def starts(rule: Located, pipeline: Located) -> bool:
    """Whether a target of the rule is the pipeline."""
    arns = [text(at(target, "Arn")) for target in listed(rule.properties.get("Targets", []))]
    ends = (f":${{{pipeline.logical_id}}}", f":{text(pipeline.properties.get('Name', '?'))}")
    return any(":codepipeline:" in arn and arn.endswith(ends) for arn in arns)


def _hears(rule: Located, source: str) -> bool:
    heard: Any = at(rule.properties, "EventPattern.source")
    return at(rule.properties, "State") != "DISABLED" and source in listed(heard)
