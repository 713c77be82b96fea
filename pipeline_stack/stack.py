"""The tools account: everything that the pipelines themselves consist of."""

from typing import Any

from aws_cdk import Stack
from aws_cdk import aws_kms as kms
from constructs import Construct

from config import names
from config.branches import own_name, pipelines
from config.model import Pipeline
from config.strategies import needs_image
from pipeline_stack.approvers import Approvers
from pipeline_stack.artifacts import ArtifactStore
from pipeline_stack.audit import Audit
from pipeline_stack.dashboard import pipeline_dashboard
from pipeline_stack.delivery import Delivery
from pipeline_stack.history import History
from pipeline_stack.images import Images
from pipeline_stack.notifications.notifications import Notifications
from pipeline_stack.operations import BuildRecords, Operations
from pipeline_stack.projects import Projects
from pipeline_stack.roles import Roles
from pipeline_stack.source import Source, source_for
from pipeline_stack.stores.other_stores import OtherStores


class PipelineStack(Stack):
    """The pipeline that updates the stack has its constructs in the stack itself, each other in a home of its own."""

    def __init__(self, scope: Construct, config: Pipeline, **stack_props: Any) -> None:
        super().__init__(scope, names.PIPELINE_STACK, **stack_props)
        operations, others = Operations(self, config), OtherStores(self, config)
        first, *rest = pipelines(config)
        source = source_for(self, first)
        lines = [Line(self, first, source, BuildRecords(operations, first, operations.key), others, operations.key)]
        for each in rest:
            home = Construct(self, own_name(each) or "")
            records = BuildRecords(home, each, operations.key)
            lines.append(Line(home, each, source.shared_with(home, each), records, others, operations.key))
        users = {names.pipeline_name(line.config): (line.config, line.roles) for line in lines}
        store = ArtifactStore(self, config, users)
        if not config.audit.trail:
            Audit(self, config, operations.key, store.access_logs)
        if needs_image(config):
            Images(self, config, store.key)
        for line in lines:
            line.deliver(store)
        Approvers(self, config)
        Notifications(self, config, operations.key)


class Line:
    """What one pipeline consists of."""

    def __init__(
        self,
        home: Construct,
        config: Pipeline,
        source: Source,
        records: BuildRecords,
        others: OtherStores,
        key: kms.IKey,
    ) -> None:
        self._home, self.config, self._source = home, config, source
        self._records, self._others, self._key = records, others, key
        self.roles = Roles(home, config, source.statements(), records, others.keys(config))

    def deliver(self, store: ArtifactStore) -> None:
        artifacts = store.as_users_see_it
        projects = Projects(self._home, self.config, self.roles, artifacts, self._records)
        delivery = Delivery(self._home, self.config, self._source, self.roles, artifacts, self._others, projects)
        History(self._home, self.config, self._key)
        pipeline_dashboard(self._home, self.config)
        delivery.node.add_dependency(store.policy)  # the pipeline runs as soon as it exists
