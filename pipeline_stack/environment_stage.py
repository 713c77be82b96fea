"""The stage of one environment: a change set, the approval that may look at it, its execution, the release."""

from aws_cdk import CfnCapabilities
from aws_cdk import aws_codepipeline as codepipeline
from aws_cdk import aws_codepipeline_actions as actions
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from config.strategies import is_by_state_machine
from pipeline_stack.approval_question import question
from pipeline_stack.commit_link import commit_link, image_tag
from pipeline_stack.operations import Operations
from pipeline_stack.releases import RELEASES, state_machine
from pipeline_stack.releases.made import Made
from pipeline_stack.roles import Roles


class EnvironmentStage(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        roles: Roles,
        artifacts: s3.IBucket,
        operations: Operations,
    ) -> None:
        super().__init__(scope, environment.name)
        self._config, self._environment = config, environment
        self._roles, self._own_roles = roles, roles.of(environment)
        self._artifacts, self._operations = artifacts, operations
        self._stack_name = names.environment_name(config, environment)
        self._change_set = names.change_set_name(config, environment)

    def in_order(self, synthesized: codepipeline.Artifact, built: codepipeline.Artifact) -> list[actions.Action]:
        """In the order in which they run."""
        approve = [self._approve] if self._environment.approval else []
        makers = [lambda order: self._prepare(order, synthesized, built), *approve, self._execute]
        release = RELEASES[self._environment.target]
        made = Made(built, synthesized)
        makers.append(lambda order: release(self, self._config, self._environment, self._own_roles, made, order))
        return [make(order) for order, make in enumerate(makers, start=1)]

    def _prepare(self, order: int, synthesized: codepipeline.Artifact, built: codepipeline.Artifact) -> actions.Action:
        revision = state_machine.revision_parameters(built) if is_by_state_machine(self._environment) else {}
        return actions.CloudFormationCreateReplaceChangeSetAction(
            action_name="PrepareChanges",
            stack_name=self._stack_name,
            change_set_name=self._change_set,
            template_path=synthesized.at_path(f"{self._environment.name}.template.json"),
            parameter_overrides={**self._parameters(), **revision},
            extra_inputs=[built] if revision else None,
            admin_permissions=False,
            cfn_capabilities=[CfnCapabilities.NAMED_IAM],
            deployment_role=self._own_roles.execution,
            role=self._own_roles.deploy,
            run_order=order,
        )

    def _approve(self, order: int) -> actions.Action:
        config, environment = self._config, self._environment
        return actions.ManualApprovalAction(
            action_name=names.APPROVE,
            notification_topic=self._operations.approvals[environment.name],
            external_entity_link=commit_link(config),
            additional_information=question(config, environment),
            role=self._roles.approval,
            run_order=order,
        )

    def _execute(self, order: int) -> actions.Action:
        return actions.CloudFormationExecuteChangeSetAction(
            action_name="ExecuteChanges",
            stack_name=self._stack_name,
            change_set_name=self._change_set,
            variables_namespace=names.stack_variables(self._environment),
            role=self._own_roles.deploy,
            run_order=order,
        )

    def _parameters(self) -> dict[str, str]:
        parameters = {names.ARTIFACT_KEY_PARAMETER: self._key_arn()}
        if self._environment.target == "ecs":
            uri = names.image_repository_uri(self._config)
            parameters[names.IMAGE_PARAMETER] = f"{uri}:{image_tag(self._config)}"
        return parameters

    def _key_arn(self) -> str:
        key = self._artifacts.encryption_key
        assert key is not None, "the artifact bucket has its own key"
        return key.key_arn
