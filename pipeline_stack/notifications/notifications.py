"""All that tells people: see occasions.py for what of."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from config import names
from config.model import Pipeline
from pipeline_stack.notifications import permissions
from pipeline_stack.notifications.bus import environments_bus
from pipeline_stack.notifications.chat import Chat
from pipeline_stack.notifications.machine import Machine
from pipeline_stack.notifications.rule_arns import rule_arns
from pipeline_stack.notifications.rules import Rules
from pipeline_stack.notifications.topics import Topics, topic_arns
from pipeline_stack.notifications.untold import Untold
from stack_parts.role import service, service_if_it_says, written_role


class Notifications(Construct):
    def __init__(self, scope: Construct, config: Pipeline, key: kms.IKey) -> None:
        super().__init__(scope, "Notifications")
        self._config = config
        topics = Topics(self, config, key)
        warnings = topics.by_severity[names.WARNING]
        warnings.add_to_resource_policy(permissions.alarms_publish(config, warnings.topic_arn))
        machine = Machine(self, config, key, self._tell_role(key))
        machine.alarm(warnings)
        untold = Untold(self, config, key, warnings)
        bus = environments_bus(self, config)
        Rules(self, config, machine.machine, self._notify_role(), bus, untold.queue)
        Chat(self, config, topic_arns(config)).node.add_dependency(topics)

    def _tell_role(self, key: kms.IKey) -> iam.IRole:
        config = self._config
        trust = service("states.amazonaws.com", config.tools.account, names.tell_machine_arn(config))
        statements = permissions.tell(config, topic_arns(config), key.key_arn)
        return written_role(self, names.TELL, names.shared_role_name(config, names.TELL), trust, statements)

    def _notify_role(self) -> iam.IRole:
        config = self._config
        trust = service_if_it_says("events.amazonaws.com", config.tools.account, *rule_arns(config))
        name = names.shared_role_name(config, names.NOTIFY)
        return written_role(self, names.NOTIFY, name, trust, permissions.notify(config))
