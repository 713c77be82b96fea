"""A pipeline's actions and stages, as rules read them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import resource_meant, resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at, fields, objects

PIPELINE = "AWS::CodePipeline::Pipeline"
PROJECT = "AWS::CodeBuild::Project"
DEPLOYING = ("Deploy", "Invoke")  # a state machine that is invoked changes what it may
MOMENTS = ("BeforeEntry", "OnSuccess", "OnFailure")
ROLE_ARN = re.compile(r"arn:[^:]+:iam::(\d{12}):role/.+")


@dataclass(frozen=True)
class Action:
    pipeline: Located
    stage: str
    definition: Mapping[str, Any]

    @property
    def name(self) -> str:
        return text(at(self.definition, "Name"))

    @property
    def category(self) -> str:
        """Source, Build, Test, Deploy, Approval, Invoke, Compute."""
        return text(at(self.definition, "ActionTypeId.Category"))

    @property
    def provider(self) -> str:
        return text(at(self.definition, "ActionTypeId.Provider"))

    @property
    def run_order(self) -> int:
        """1 where it says none, or none that can be read; stages_are_spelled_out finds the latter."""
        order = text(at(self.definition, "RunOrder"))
        return int(order) if order.isdecimal() else 1

    @property
    def region(self) -> str:
        """Where it runs: the pipeline's region, where it names none."""
        return concrete(text(at(self.definition, "Region") or self.pipeline.stack.region), self.pipeline.stack)

    @property
    def role(self) -> Any:
        return at(self.definition, "RoleArn")

    @property
    def settings(self) -> Mapping[str, Any]:
        """The action's configuration."""
        return fields(at(self.definition, "Configuration"))

    def setting(self, key: str) -> Any:
        return at(self.settings, key)

    @property
    def inputs(self) -> list[str]:
        """The artifacts it reads."""
        return [text(at(artifact, "Name")) for artifact in listed(at(self.definition, "InputArtifacts") or [])]

    @property
    def outputs(self) -> list[str]:
        """The artifacts it makes."""
        return [text(at(artifact, "Name")) for artifact in listed(at(self.definition, "OutputArtifacts") or [])]

    @property
    def runs_project(self) -> bool:
        return self.provider == "CodeBuild"

    @property
    def project(self) -> Located | None:
        """The build project that it runs, where the pipeline's stack makes it."""
        return resource_meant(self.pipeline.stack, self.setting("ProjectName"), "Name", PROJECT)

    @property
    def mode(self) -> str | None:
        """What a CloudFormation action does: CREATE_UPDATE, CHANGE_SET_REPLACE... None for other actions."""
        return text(self.setting("ActionMode")) if self.provider == "CloudFormation" else None

    @property
    def stack_name(self) -> str:
        return text(self.setting("StackName"))

    @property
    def change_set(self) -> tuple[str, str]:
        """Stack and change set."""
        return self.stack_name, text(self.setting("ChangeSetName"))

    @property
    def updates_pipeline(self) -> bool:
        own = (self.pipeline.stack.name, "${AWS::StackName}")
        return self.mode is not None and self.stack_name in own

    @property
    def asks_people(self) -> bool:
        return self.category == "Approval"

    @property
    def prepares_changes(self) -> bool:
        return self.mode == "CHANGE_SET_REPLACE"

    @property
    def changes_environment(self) -> bool:
        return self.category in DEPLOYING and not self.updates_pipeline and not self.prepares_changes

    def violation(self, detail: str) -> Violation:
        return self.pipeline.violation(f"{self.stage}/{self.name} {detail}")


@dataclass(frozen=True)
class Rule:
    """One of the rules that a stage asks before it is entered, or before it is left."""

    pipeline: Located
    stage: str
    moment: str  # BeforeEntry or OnSuccess
    result: str  # what happens when it fails
    definition: Mapping[str, Any]

    @property
    def name(self) -> str:
        return text(at(self.definition, "Name"))

    @property
    def provider(self) -> str:
        return text(at(self.definition, "RuleTypeId.Provider"))

    @property
    def role(self) -> Any:
        return at(self.definition, "RoleArn")

    def setting(self, key: str) -> Any:
        return at(self.definition, f"Configuration.{key}")

    def violation(self, detail: str) -> Violation:
        return self.pipeline.violation(f"{self.stage} {self.moment} {self.name} {detail}")


@dataclass(frozen=True)
class Stage:
    pipeline: Located
    definition: Mapping[str, Any]

    @property
    def name(self) -> str:
        return text(at(self.definition, "Name"))

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        actions = listed(at(self.definition, "Actions") or [])
        return tuple(Action(self.pipeline, self.name, fields(action)) for action in actions)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """In whichever condition, of however many."""
        return tuple(
            Rule(self.pipeline, self.name, moment, text(at(condition, "Result")), rule)
            for moment in MOMENTS
            for condition in objects(at(self.definition, f"{moment}.Conditions"))
            for rule in objects(at(condition, "Rules"))
        )

    @property
    def is_environment(self) -> bool:
        """Whether it deploys anything but the pipeline itself."""
        return any(action.category in DEPLOYING and not action.updates_pipeline for action in self.actions)

    @property
    def is_approved(self) -> bool:
        """Whether a person is asked after all is prepared and before anything changes."""
        prepared = [action.run_order for action in self.actions if action.prepares_changes]
        changes = [action.run_order for action in self.actions if action.changes_environment]
        approvals = [action.run_order for action in self.actions if action.asks_people]
        return any(max(prepared, default=0) < order < min(changes, default=order) for order in approvals)


@dataclass(frozen=True)
class Pipeline:
    resource: Located

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        stages = listed(at(self.resource.properties, "Stages") or [])
        return tuple(Stage(self.resource, fields(stage)) for stage in stages)

    @property
    def actions(self) -> Iterator[Action]:
        return (action for stage in self.stages for action in stage.actions)

    @cached_property
    def stores(self) -> Mapping[str, Any]:
        """The artifact store of each region."""
        stack, properties = self.resource.stack, self.resource.properties
        of_regions = listed(at(properties, "ArtifactStores") or [])
        found = {concrete(text(at(one, "Region")), stack): at(one, "ArtifactStore") for one in of_regions}
        only = at(properties, "ArtifactStore")
        return found if only is None else {**found, stack.region: only}

    @property
    def rules(self) -> Iterator[Rule]:
        return (rule for stage in self.stages for rule in stage.rules)

    @property
    def roles_taken_on(self) -> list[Any]:
        """By its actions and rules, where they name one."""
        roles = [*(action.role for action in self.actions), *(rule.role for rule in self.rules)]
        return [role for role in roles if role is not None]

    @property
    def environments(self) -> list[Stage]:
        return [stage for stage in self.stages if stage.is_environment]


def pipelines(assembly: Assembly) -> Iterator[Pipeline]:
    return (Pipeline(resource) for resource in assembly.resources(PIPELINE))


def starts_on_pull_requests(pipeline: Pipeline) -> bool:
    triggers = listed(at(pipeline.resource.properties, "Triggers") or [])
    return any(at(trigger, "GitConfiguration.PullRequest") for trigger in triggers)


def overrides(action: Action) -> Mapping[str, str]:
    """The parameters that an action of CloudFormation gives its stack; none where they cannot be read."""
    try:
        written = json.loads(text(action.setting("ParameterOverrides") or "{}"))
    except ValueError:
        return {}
    return {name: text(value) for name, value in fields(written).items()}


def source_actions(pipeline: Pipeline) -> list[Action]:
    return [action for action in pipeline.actions if action.category == "Source"]


def approval_arns(assembly: Assembly) -> Iterator[str]:
    """Of every action that asks people."""
    for pipeline in pipelines(assembly):
        stack, name = pipeline.resource.stack, text(at(pipeline.resource.properties, "Name"))
        for action in pipeline.actions:
            if action.asks_people:
                yield f"arn:aws:codepipeline:{stack.region}:{stack.account}:{name}/{action.stage}/{action.name}"


def account_of(role: Any, stack: Stack) -> str | None:
    """The account of a role that a template of `stack` means; None where that cannot be told."""
    if resource_referred(stack, role, "AWS::IAM::Role") is not None:
        return stack.account
    arn = text(role).replace("${AWS::Partition}", "aws").replace("${AWS::AccountId}", stack.account)
    match = ROLE_ARN.fullmatch(arn)
    return match[1] if match else None
