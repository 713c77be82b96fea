"""An EventBridge rule that starts the pipeline, with a role that can do nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

from aws_cdk import aws_codepipeline as codepipeline
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from config import names
from config.model import Pipeline
from pipeline_stack import permissions
from stack_parts.role import service_if_it_says, written_role


class SourceChange(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        pipeline: codepipeline.Pipeline,
        event_source: str,
        detail_type: str,
        detail: Mapping[str, Any],
        resources: Sequence[str] | None = None,
    ) -> None:
        super().__init__(scope, "Change")
        role = written_role(
            self,
            "source-change",
            names.tools_role_name(config, "source-change"),
            service_if_it_says("events.amazonaws.com", config.tools.account, names.source_rule_arn(config)),
            permissions.start_pipeline(config),
        )
        events.Rule(
            self,
            "Rule",
            rule_name=names.source_rule_name(config),
            event_pattern=events.EventPattern(
                source=[event_source], detail_type=[detail_type], detail=detail, resources=resources
            ),
            targets=[targets.CodePipeline(pipeline, event_role=role)],
        )
