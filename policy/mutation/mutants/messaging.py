"""Topics and queues."""

from policy.mutation.mutant import Mutant, add, drop, put

TOPIC = ("Pipeline", "Operations/Approvals/Resource")
POLICY = ("Pipeline", "Operations/Approvals/Policy/Resource")
STATEMENT = "PolicyDocument.Statement.0"

MUTANTS = (
    Mutant("approval topic: key removed", drop(*TOPIC, "KmsMasterKeyId")),
    Mutant("approval topic: AWS's key instead of a customer's", put(*TOPIC, "KmsMasterKeyId", "alias/aws/sns")),
    Mutant("approval topic: TLS-only statement removed", drop(*POLICY, STATEMENT)),
    Mutant("approval topic: TLS-only statement for TLS requests", put(*POLICY, f"{STATEMENT}.Condition", {})),
    Mutant("approval topic: policy of another topic", put(*POLICY, "Topics", ["arn:aws:sns:eu-central-1:1:other"])),
    Mutant("a topic without key and policy", add("production", "Debug", "AWS::SNS::Topic")),
    Mutant("a queue without policy", add("production", "Debug", "AWS::SQS::Queue", KmsMasterKeyId="alias/own")),
    Mutant("a queue with SQS's own key", add("production", "Debug", "AWS::SQS::Queue", SqsManagedSseEnabled=True)),
)
