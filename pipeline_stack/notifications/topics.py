"""The topics: one for each severity, and one for each environment whose approvals have their own people to tell."""

from collections.abc import Iterator, Sequence

from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from pipeline_stack.notifications.occasions import APPROVAL_WAITING

ALWAYS = (names.CRITICAL, names.WARNING)


class Topics(Construct):
    """By severity, and each environment's own in `approvals`."""

    def __init__(self, scope: Construct, config: Pipeline, key: kms.IKey) -> None:
        super().__init__(scope, "Topics")
        self._key = key
        emails = config.notifications.emails
        self.by_severity = {
            severity: self._topic(self, severity.title(), names.severity_topic_name(config, severity), emails)
            for severity in severities(config)
        }
        own = Construct(self, "Own")
        for environment in _with_own_people(config):
            name = names.own_approval_topic_name(config, environment)
            self._topic(own, environment.name, name, environment.asked.emails if environment.asked else ())

    def _topic(self, scope: Construct, construct_id: str, name: str, emails: Sequence[str]) -> sns.Topic:
        topic = sns.Topic(scope, construct_id, topic_name=name, master_key=self._key, enforce_ssl=True)
        for email in emails:
            topic.add_subscription(subscriptions.EmailSubscription(email))
        return topic


def severities(config: Pipeline) -> list[str]:
    """Those of which there is something to tell."""
    return [*ALWAYS, *([names.APPROVAL] if _with_shared_people(config) else [])]


def topic_arns(config: Pipeline) -> list[str]:
    of_severities = [names.severity_topic_arn(config, severity) for severity in severities(config)]
    return [*of_severities, *(names.own_approval_topic_arn(config, one) for one in _with_own_people(config))]


def approvals(config: Pipeline) -> Iterator[tuple[str, str, list[str]]]:
    """What tells of approvals: the rule's name, the topic's ARN, the stages."""
    shared = [environment.name for environment in _with_shared_people(config)]
    if shared:
        yield APPROVAL_WAITING.name, names.severity_topic_arn(config, names.APPROVAL), shared
    for environment in _with_own_people(config):
        rule = f"{environment.name}-{APPROVAL_WAITING.name}"
        yield rule, names.own_approval_topic_arn(config, environment), [environment.name]


def _with_shared_people(config: Pipeline) -> list[Environment]:
    return [one for one in config.environments if one.asked and not one.asked.emails]


def _with_own_people(config: Pipeline) -> list[Environment]:
    return [one for one in config.environments if one.asked and one.asked.emails]
