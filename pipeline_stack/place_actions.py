"""What a release does in one place of an environment: a change set, its execution, the release of the application."""

from aws_cdk import CfnCapabilities
from aws_cdk import aws_codepipeline_actions as actions
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from config.strategies import is_by_state_machine
from pipeline_stack.commit_link import image_tag
from pipeline_stack.releases import RELEASES, state_machine
from pipeline_stack.releases.made import Made
from pipeline_stack.roles import EnvironmentRoles


class PlaceActions:
    """`artifact_key`: that of the artifact store in the place's region."""

    def __init__(
        self, scope: Construct, config: Pipeline, place: Environment, roles: EnvironmentRoles, artifact_key: str
    ) -> None:
        self._scope, self._config, self._place = scope, config, place
        self._roles, self._artifact_key = roles, artifact_key
        region = names.environment_region(config, place)
        self._region = region if region != config.tools.region else None
        self.stack_name = names.environment_name(config, place)
        self.change_set = names.change_set_name(config, place)

    def prepare(self, made: Made, order: int) -> actions.Action:
        revision = state_machine.revision_parameters(made.built) if is_by_state_machine(self._place) else {}
        return actions.CloudFormationCreateReplaceChangeSetAction(
            action_name=names.action_name(self._place, "PrepareChanges"),
            stack_name=self.stack_name,
            change_set_name=self.change_set,
            template_path=made.synthesized.at_path(f"{self._place.name}.template.json"),
            parameter_overrides={**self._parameters(), **revision},
            extra_inputs=[made.built] if revision else None,
            admin_permissions=False,
            cfn_capabilities=[CfnCapabilities.NAMED_IAM],
            deployment_role=self._roles.execution,
            role=self._roles.deploy,
            region=self._region,
            run_order=order,
        )

    def execute(self, order: int) -> actions.Action:
        return actions.CloudFormationExecuteChangeSetAction(
            action_name=names.action_name(self._place, "ExecuteChanges"),
            stack_name=self.stack_name,
            change_set_name=self.change_set,
            variables_namespace=names.stack_variables(self._place),
            role=self._roles.deploy,
            region=self._region,
            run_order=order,
        )

    def release(self, made: Made, order: int) -> actions.Action:
        make = RELEASES[self._place.target]
        return make(self._scope, self._config, self._place, self._roles, made, order)

    def _parameters(self) -> dict[str, str]:
        parameters = {names.ARTIFACT_KEY_PARAMETER: self._artifact_key}
        if self._place.target == "ecs":
            uri = names.image_repository_uri(self._config)
            parameters[names.IMAGE_PARAMETER] = f"{uri}:{image_tag(self._config)}"
        return parameters
