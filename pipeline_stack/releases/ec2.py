"""CodeDeploy puts what the build made on instances: told by CodePipeline, or by a state machine."""

from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_codepipeline_actions as actions
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from config.strategies import is_by_state_machine
from pipeline_stack.releases import state_machine
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
    if is_by_state_machine(environment):
        return state_machine.release(stage, config, environment, roles, made, order)
    name = names.environment_name(config, environment)
    arn = names.CodeDeployArns(config, environment).application  # from its region follows the action's
    application = codedeploy.ServerApplication.from_server_application_arn(stage, "Application", arn)
    group = codedeploy.ServerDeploymentGroup.from_server_deployment_group_attributes(
        stage, "Group", application=application, deployment_group_name=name
    )
    return actions.CodeDeployServerDeployAction(
        action_name=names.action_name(environment, "Release"),
        deployment_group=group,
        input=made.built,
        role=roles.release,
        run_order=order,
    )
