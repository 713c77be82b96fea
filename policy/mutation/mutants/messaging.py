"""Topics and queues."""

from policy.mutation.mutant import Mutant, add, drop, put

TOPICS = {
    "approval topic": ("Pipeline", "Notifications/Topics/Approval"),
    "critical topic": ("Pipeline", "Notifications/Topics/Critical"),
    "warning topic": ("Pipeline", "Notifications/Topics/Warning"),
    "alert topic": ("production", "Operations/Alerts"),
}
ALERTS = ("production", "Operations/Alerts/Resource")
STRANGER = {"Protocol": "http", "Endpoint": "http://alerts.example.com"}
STATEMENT = "PolicyDocument.Statement.0"


def _of_every_topic(name: str, stack_id: str, construct: str) -> tuple[Mutant, ...]:
    topic, policy = (stack_id, f"{construct}/Resource"), (stack_id, f"{construct}/Policy/Resource")
    return (
        Mutant(f"{name}: key removed", drop(*topic, "KmsMasterKeyId")),
        Mutant(f"{name}: AWS's key instead of a customer's", put(*topic, "KmsMasterKeyId", "alias/aws/sns")),
        Mutant(f"{name}: TLS-only statement removed", drop(*policy, STATEMENT)),
        Mutant(f"{name}: TLS-only statement for TLS requests", put(*policy, f"{STATEMENT}.Condition", {})),
        Mutant(f"{name}: policy of another topic", put(*policy, "Topics", ["arn:aws:sns:eu-central-1:1:other"])),
    )


MUTANTS = (
    *(mutant for name, topic in TOPICS.items() for mutant in _of_every_topic(name, *topic)),
    Mutant("a topic without key and policy", add("production", "Debug", "AWS::SNS::Topic")),
    Mutant("a queue without policy", add("production", "Debug", "AWS::SQS::Queue", KmsMasterKeyId="alias/own")),
    Mutant("a queue with SQS's own key", add("production", "Debug", "AWS::SQS::Queue", SqsManagedSseEnabled=True)),
    Mutant(
        "alert topic: a stranger subscribes over http",
        add("production", "Debug", "AWS::SNS::Subscription", **STRANGER, TopicArn={"Ref": "OperationsAlerts8251DA1E"}),
    ),
    Mutant("alert topic: tells a stranger over http", put(*ALERTS, "Subscription", [STRANGER])),
)
