"""The action that brings a revision to an environment, for each target.

Each takes the stage's construct, the configuration, the environment, its roles, what the stage Build made, and the
order of the action in its stage.
"""

from collections.abc import Callable

from aws_cdk import aws_codepipeline_actions as actions
from constructs import Construct

from config.model import Environment, Pipeline
from pipeline_stack.releases import ec2, ecs, state_machine
from pipeline_stack.releases.made import Made
from pipeline_stack.roles import EnvironmentRoles

Release = Callable[
    [Construct, Pipeline, Environment, EnvironmentRoles, Made, int],
    actions.Action,
]

RELEASES: dict[str, Release] = {"ec2": ec2.release, "ecs": ecs.release, "lambda": state_machine.release}
