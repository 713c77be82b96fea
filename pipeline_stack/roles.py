"""The roles of the tools account: the pipeline's own, one for each kind of action, one for each project."""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from config import names, places
from config.branches import updates_the_stack
from config.model import Environment, Pipeline
from config.strategies import needs_image
from pipeline_stack import permissions
from pipeline_stack.operations import BuildRecords
from stack_parts.role import Statements, existing_role, service, service_if_it_says, written_role


@dataclass(frozen=True)
class EnvironmentRoles:
    """Roles in an environment's account that the pipeline's actions take on (or pass on: execution)."""

    deploy: iam.IRole
    execution: iam.IRole
    release: iam.IRole


class Roles(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        source: Statements,
        records: BuildRecords,
        other_keys: Mapping[str, str],
    ) -> None:
        super().__init__(scope, "Roles")
        self._config = config
        self.pipeline = self._pipeline_role(other_keys)
        self.source = self._action_role("source", source)
        self.start_build = self._action_role("start-build", permissions.start_build(config))
        self.update_pipeline = self._update_role() if updates_the_stack(config) else None
        self.execution = existing_role(self, "execution", _tools_bootstrap_role(config, "cfn-exec-role"))
        self.image = self._image_role(records) if needs_image(config) else None
        self.build = self._project_role(
            names.BUILD,
            permissions.build(
                config,
                records.logs[names.BUILD].log_group_arn,
                records.reports.report_group_arn,
            ),
        )
        self.synthesize = self._project_role(
            names.SYNTHESIZE,
            permissions.synthesize(config, records.logs[names.SYNTHESIZE].log_group_arn),
        )

    def of(self, environment: Environment) -> EnvironmentRoles:
        home = Construct(self, f"{environment.name}-environment")  # beside the roles: `execution` may be its name
        config = self._config
        return EnvironmentRoles(
            deploy=existing_role(home, "deploy", names.deploy_role_arn(config, environment)),
            execution=existing_role(home, "execution", names.execution_role_arn(config, environment)),
            release=existing_role(home, "release", names.environment_role_arn(config, environment, "release")),
        )

    def _pipeline_role(self, other_keys: Mapping[str, str]) -> iam.IRole:
        config = self._config
        arn = names.pipeline_arn(config)
        trust = service_if_it_says("codepipeline.amazonaws.com", config.tools.account, arn)
        statements = permissions.pipeline(config, action_role_arns(config), other_keys)
        return self._role("pipeline", trust, statements)

    def _update_role(self) -> iam.IRole:
        own_stack = Stack.of(self).stack_id
        return self._action_role("update-pipeline", permissions.update_pipeline(self._config, own_stack))

    def _image_role(self, records: BuildRecords) -> iam.IRole:
        assert records.actions is not None, "made for the same reason"
        return self._action_role("image", permissions.image(self._config, records.actions.log_group_arn))

    def _action_role(self, duty: str, statements: Statements) -> iam.IRole:
        return self._role(duty, iam.ArnPrincipal(self.pipeline.role_arn), statements)

    def _project_role(self, duty: str, statements: Statements) -> iam.IRole:
        project = names.project_arn(self._config, duty)
        trust = service("codebuild.amazonaws.com", self._config.tools.account, project)
        return self._role(duty, trust, statements)

    def _role(self, duty: str, trust: iam.IPrincipal, statements: Statements) -> iam.IRole:
        return written_role(self, duty, names.tools_role_name(self._config, duty), trust, statements)


def action_role_arns(config: Pipeline) -> list[str]:
    """Every role in which an action or a rule of the pipeline runs: the only ones that the pipeline takes on."""
    duties = ["source", "start-build", *(["update-pipeline"] if updates_the_stack(config) else [])]
    if needs_image(config):
        duties.append("image")
    arns = [names.tools_role_arn(config, duty) for duty in duties]
    for place in places.places(config):
        arns += [
            names.deploy_role_arn(config, place),
            names.environment_role_arn(config, place, "release"),
            *([names.environment_role_arn(config, place, names.BAKE)] if place.bake else []),
        ]
    return list(dict.fromkeys(arns))


def _tools_bootstrap_role(config: Pipeline, duty: str) -> str:
    return names.bootstrap_role_arn(config.tools.account, config.tools.region, duty)
