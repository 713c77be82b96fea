"""CodeDeploy starts tasks with the new image beside the former ones and moves the requests over.

All that it needs comes from the artifact of the synthesis, which is small: CodeDeployToECS takes 3 MB at most.
https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
"""

from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_codepipeline_actions as actions
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from pipeline_stack.releases.made import Made
from pipeline_stack.roles import EnvironmentRoles


def release(
    stage: Construct,
    config: Pipeline,
    environment: Environment,
    roles: EnvironmentRoles,
    made: Made,
    order: int,
) -> actions.Action:
    name = names.environment_name(config, environment)
    arn = names.CodeDeployArns(config, environment).application  # from its region follows the action's
    application = codedeploy.EcsApplication.from_ecs_application_arn(stage, "Application", arn)
    group = codedeploy.EcsDeploymentGroup.from_ecs_deployment_group_attributes(
        stage, "Group", application=application, deployment_group_name=name
    )
    image = actions.CodeDeployEcsContainerImageInput(
        input=made.synthesized, task_definition_placeholder=names.IMAGE_PLACEHOLDER
    )
    return actions.CodeDeployEcsDeployAction(
        action_name=names.action_name(environment, "Release"),
        deployment_group=group,
        task_definition_template_file=made.synthesized.at_path(names.task_definition_file(environment)),
        app_spec_template_file=made.synthesized.at_path(names.appspec_file(environment)),
        container_image_inputs=[image],
        role=roles.release,
        run_order=order,
    )
