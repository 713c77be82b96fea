"""Log groups, and what writes to them."""

from policy.mutation.mutant import Mutant, add, drop, put

GROUPS = {
    "build log": ("Pipeline", "Operations/BuildLogs/Resource"),
    "synthesis log": ("Pipeline", "Operations/SynthesizeLogs/Resource"),
    "flow log": ("production", "Network/FlowLogGroup/Resource"),
}
ACCESS_LOGS = ("Pipeline", "Artifacts/AccessLogs/Resource")
FLOW_LOG = ("production", "Network/Vpc/FlowLog/FlowLog")

MUTANTS = (
    *(Mutant(f"{name}: key removed", drop(*group, "KmsKeyId")) for name, group in GROUPS.items()),
    *(Mutant(f"{name}: retention removed", drop(*group, "RetentionInDays")) for name, group in GROUPS.items()),
    Mutant("a log group without key and retention", add("production", "Debug", "AWS::Logs::LogGroup")),
    Mutant("flow log: to a group that EC2 makes", put(*FLOW_LOG, "LogGroupName", "/vpc/flow-logs")),
    Mutant("flow log: without a destination", drop(*FLOW_LOG, "LogGroupName")),
    *(Mutant(f"{name}: gone after a day", put(*group, "RetentionInDays", 1)) for name, group in GROUPS.items()),
    Mutant("access logs: gone after a day", put(*ACCESS_LOGS, "LifecycleConfiguration.Rules.0.ExpirationInDays", 1)),
)
