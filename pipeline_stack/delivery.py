"""The pipeline itself: Source, Build, UpdatePipeline, then one stage per environment."""

from aws_cdk import CfnCapabilities, Stack
from aws_cdk import aws_codebuild as codebuild
from aws_cdk import aws_codepipeline as codepipeline
from aws_cdk import aws_codepipeline_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from config import names
from config.branches import reviewed_for, updates_the_stack
from config.model import Pipeline
from config.pauses import paused_because
from config.strategies import needs_image
from pipeline_stack import conditions
from pipeline_stack.commit_link import image_tag
from pipeline_stack.environment_access import BUILT, SOURCE, SYNTHESIZED
from pipeline_stack.environment_stage import EnvironmentStage
from pipeline_stack.projects import Projects
from pipeline_stack.releases.made import Made
from pipeline_stack.roles import Roles
from pipeline_stack.source import Source
from pipeline_stack.stores.other_stores import OtherStores


class Delivery(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        source: Source,
        roles: Roles,
        artifacts: s3.IBucket,
        others: OtherStores,
        projects: Projects,
    ) -> None:
        super().__init__(scope, "Delivery")
        self._config, self._roles, self._projects, self._others = config, roles, projects, others
        self._source, self._built, self._synthesized = (
            codepipeline.Artifact(name) for name in (SOURCE, BUILT, SYNTHESIZED)
        )
        source_action = source.action(self._source, roles.source)
        pipeline = self._pipeline(artifacts, source.triggers(source_action))
        pipeline.add_stage(stage_name="Source", actions=[source_action])
        pipeline.add_stage(stage_name="Build", actions=self._build_actions())
        if roles.update_pipeline:
            pipeline.add_stage(stage_name="UpdatePipeline", actions=[self._update_action(roles.update_pipeline)])
        for environment in config.environments:
            stage = EnvironmentStage(self, config, environment, roles, artifacts, others)
            because = paused_because(config, environment)
            pipeline.add_stage(
                stage_name=environment.name,
                actions=stage.in_order(Made(self._built, self._synthesized)),
                transition_to_enabled=because is None,
                transition_disabled_reason=because,
            )
        conditions.ask(pipeline, config)
        source.watch(pipeline)

    def _pipeline(self, artifacts: s3.IBucket, triggers: list[codepipeline.TriggerProps]) -> codepipeline.Pipeline:
        return codepipeline.Pipeline(
            self,
            "Pipeline",
            pipeline_name=names.pipeline_name(self._config),
            pipeline_type=codepipeline.PipelineType.V2,
            execution_mode=self._mode(),
            restart_execution_on_update=updates_the_stack(self._config),
            role=self._roles.pipeline,
            use_pipeline_role_for_actions=True,  # of approvals, which do nothing; every other action has its own
            artifact_bucket=None if self._others.buckets(self._config) else artifacts,
            cross_region_replication_buckets=self._stores(artifacts),
            triggers=triggers,
        )

    def _mode(self) -> codepipeline.ExecutionMode:
        """The latest of a branch takes the place of what waits; of two pull requests each is to have its answer."""
        modes = codepipeline.ExecutionMode
        return modes.PARALLEL if reviewed_for(self._config) else modes.SUPERSEDED

    def _stores(self, artifacts: s3.IBucket) -> dict[str, s3.IBucket] | None:
        """CodePipeline takes one store, or one for each region in which an action runs."""
        others = self._others.buckets(self._config)
        return {self._config.tools.region: artifacts, **others} if others else None

    def _build_actions(self) -> list[actions.Action]:
        of_project = (
            ("Build", self._projects.build, self._built, None),
            ("Synthesize", self._projects.synthesize, self._synthesized, self._image_uri()),
        )
        builds: list[actions.Action] = [
            actions.CodeBuildAction(
                action_name=name,
                project=project,
                input=self._source,
                outputs=[output],
                environment_variables=variables,
                role=self._roles.start_build,
                run_order=1,
            )
            for name, project, output, variables in of_project
        ]
        return [*builds, *([self._image_action()] if needs_image(self._config) else [])]

    def _image_uri(self) -> dict[str, codebuild.BuildEnvironmentVariable] | None:
        """What the synthesis tells CodeDeploy; ECRBuildAndPublish has no output artifact that could."""
        if not needs_image(self._config):
            return None
        uri = f"{names.image_repository_uri(self._config)}:{image_tag(self._config)}"
        return {"IMAGE_URI": codebuild.BuildEnvironmentVariable(value=uri)}

    def _image_action(self) -> actions.Action:
        """Once for all environments, by the Dockerfile that the build's artifact holds."""
        return actions.EcrBuildAndPublishAction(
            action_name="Image",
            repository_name=names.image_repository_name(self._config),
            image_tags=[image_tag(self._config)],
            registry_type=actions.RegistryType.PRIVATE,
            input=self._built,
            role=self._roles.image,
            run_order=2,
        )

    def _update_action(self, role: iam.IRole) -> actions.Action:
        """The pipeline's own stack, from the template that this commit's synthesis wrote."""
        template = f"{names.PIPELINE_STACK}.template.json"
        return actions.CloudFormationCreateUpdateStackAction(
            action_name="UpdatePipeline",
            stack_name=Stack.of(self).stack_name,
            template_path=self._synthesized.at_path(template),
            parameter_overrides=self._others.parameters() or None,
            admin_permissions=False,
            cfn_capabilities=[CfnCapabilities.NAMED_IAM],
            deployment_role=self._roles.execution,
            role=role,
        )
