"""The tools account: everything that the pipeline itself consists of."""

from typing import Any

from aws_cdk import Stack
from constructs import Construct

from config import names
from config.model import Pipeline
from config.strategies import needs_image
from pipeline_stack.approvers import Approvers
from pipeline_stack.artifacts import ArtifactStore
from pipeline_stack.delivery import Delivery
from pipeline_stack.images import Images
from pipeline_stack.operations import Operations
from pipeline_stack.projects import Projects
from pipeline_stack.roles import Roles
from pipeline_stack.source import source_for


class PipelineStack(Stack):
    def __init__(self, scope: Construct, config: Pipeline, **stack_props: Any) -> None:
        super().__init__(scope, names.PIPELINE_STACK, **stack_props)
        source = source_for(self, config)
        operations = Operations(self, config)
        roles = Roles(self, config, source.statements(), operations)
        store = ArtifactStore(self, config, roles)
        if needs_image(config):
            Images(self, config, store.key)
        artifacts = store.as_users_see_it()
        projects = Projects(self, config, roles, artifacts, operations)
        delivery = Delivery(self, config, source, roles, artifacts, projects, operations)
        Approvers(self, config)
        delivery.node.add_dependency(store.policy)  # the pipeline runs as soon as it exists
