"""The action that brings a revision to an environment, for each target.

Each takes the stage's construct, the configuration, the environment, its roles, what the build made, and the order
of the action in its stage.
"""

from collections.abc import Callable

from aws_cdk import aws_codepipeline as codepipeline
from aws_cdk import aws_codepipeline_actions as actions
from constructs import Construct

from config.model import Environment, Pipeline
from pipeline_stack.releases import ec2, state_machine
from pipeline_stack.roles import EnvironmentRoles

Release = Callable[
    [Construct, Pipeline, Environment, EnvironmentRoles, codepipeline.Artifact, int],
    actions.Action,
]

RELEASES: dict[str, Release] = {"ec2": ec2.release, "lambda": state_machine.release}
