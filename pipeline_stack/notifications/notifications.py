"""All that tells people: see occasions.py for what of."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from config import names
from config.branches import pipelines
from config.model import Pipeline
from pipeline_stack.notifications import permissions
from pipeline_stack.notifications.bus import environments_bus
from pipeline_stack.notifications.chat import Chat
from pipeline_stack.notifications.environments import heard
from pipeline_stack.notifications.machine import Machine
from pipeline_stack.notifications.occasions import WATCHED
from pipeline_stack.notifications.rules import Rules
from pipeline_stack.notifications.topics import Topics, approvals, topic_arns
from stack_parts.role import service, service_if_it_says, written_role


class Notifications(Construct):
    def __init__(self, scope: Construct, config: Pipeline, key: kms.IKey) -> None:
        super().__init__(scope, "Notifications")
        self._config = config
        topics = Topics(self, config, key)
        machine = Machine(self, config, key, self._tell_role(key))
        Rules(self, config, machine.machine, self._notify_role(), environments_bus(self, config))
        Chat(self, config, topic_arns(config)).node.add_dependency(topics)
        warnings = topics.by_severity[names.WARNING]
        warnings.add_to_resource_policy(permissions.alarm_publishes(config, warnings.topic_arn))
        machine.alarm(warnings)

    def _tell_role(self, key: kms.IKey) -> iam.IRole:
        config = self._config
        trust = service("states.amazonaws.com", config.tools.account, names.tell_machine_arn(config))
        statements = permissions.tell(config, topic_arns(config), key.key_arn)
        return written_role(self, names.TELL, names.shared_role_name(config, names.TELL), trust, statements)

    def _notify_role(self) -> iam.IRole:
        """For all rules, by their names."""
        config = self._config
        rules = [
            *(occasion.name for occasion in WATCHED),
            *(rule for rule, _, _ in approvals(config)),
            *map(names.stale_rule, pipelines(config)),
        ]
        arns = [names.told_rule_arn(config, rule) for rule in rules]
        arns += [names.heard_rule_arn(config, occasion.name) for occasion in heard(config)]
        trust = service_if_it_says("events.amazonaws.com", config.tools.account, *arns)
        name = names.shared_role_name(config, names.NOTIFY)
        return written_role(self, names.NOTIFY, name, trust, permissions.notify(config))
