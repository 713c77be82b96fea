"""The event bus on which environments, in whatever account and region, say what has happened to them.

Their forwarding roles put events there, and nobody else. They come later than the bus, and a policy cannot name a role
that does not exist: their accounts are named, with the roles in a condition.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
"""

from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from constructs import Construct

from config import names
from config.model import Pipeline
from config.places import places
from pipeline_stack.notifications.environments import accounts
from stack_parts.role import Conditions, allow_to


def environments_bus(scope: Construct, config: Pipeline) -> events.IEventBus:
    forwarders = [names.environment_role_arn(config, place, names.FORWARD) for place in places(config)]
    only: Conditions = {"ArnEquals": {"aws:PrincipalArn": forwarders}}
    principals = [iam.AccountPrincipal(account) for account in accounts(config)]
    statement = allow_to("EnvironmentsTell", principals, ["events:PutEvents"], [names.bus_arn(config)], only)
    policy = iam.PolicyDocument(statements=[statement])
    bus = events.CfnEventBus(scope, "Bus", name=names.bus_name(config), policy=policy)
    return events.EventBus.from_event_bus_name(scope, "NamedBus", bus.ref)
