"""The policies of a topic or a queue."""

from policy.templates.assembly import Located
from policy.templates.template import listed

# Type of the policy, and the property that names whose it is.
HOLDERS = {
    "AWS::SNS::TopicPolicy": "Topics",
    "AWS::SNS::TopicInlinePolicy": "TopicArn",
    "AWS::SQS::QueuePolicy": "Queues",
    "AWS::SQS::QueueInlinePolicy": "Queue",
}


def policies(resource: Located) -> list[Located]:
    itself = {"Ref": resource.logical_id}
    return [
        policy
        for policy in resource.stack.resources(*HOLDERS)
        if itself in listed(policy.properties.get(HOLDERS[policy.type]))
    ]
