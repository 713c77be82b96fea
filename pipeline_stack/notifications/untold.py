"""What could not be handed to the state machine that writes messages, so that nobody was told of it.

The alarm is on the queue itself: there are more rules than an alarm takes metrics. What the queue holds it goes on
saying until somebody has read and purged it.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
"""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from config import names
from config.model import Pipeline
from pipeline_stack.notifications.links import untold_description
from pipeline_stack.notifications.rule_arns import rule_arns
from stack_parts.untold import PERIOD, untold_alarm, untold_queue


class Untold(Construct):
    def __init__(self, scope: Construct, config: Pipeline, key: kms.IKey, topic: sns.ITopic) -> None:
        super().__init__(scope, "Untold")
        name = names.shared_untold_name(config)
        queue = untold_queue(self, name, key, rule_arns(config))
        waiting = queue.metric_approximate_number_of_messages_visible(period=PERIOD, statistic="Maximum")
        untold_alarm(self, name, untold_description(config), waiting, topic)
        self.queue = sqs.Queue.from_queue_arn(self, "ForRules", queue.queue_arn)  # to whose policy CDK adds nothing
