"""Rotation, deletion, and who can manage a key at all."""

from policy.mutation.change_statement import elements, removed
from policy.mutation.mutant import Change, Mutant, drop, put, resource
from policy.mutation.mutants.kms._keys import ARTIFACTS, LOGS, OPERATIONS, POLICY
from policy.templates.assembly import Assembly


def attribute(key: tuple[str, str], name: str, value: str | None) -> Change:
    """Of the resource, beside its properties."""

    def change(assembly: Assembly) -> None:
        definition = resource(assembly, *key)
        definition.pop(name)
        if value:
            definition[name] = value

    return change


MUTANTS = (
    Mutant("artifact key: rotation off", put(*ARTIFACTS, "EnableKeyRotation", False)),
    Mutant("alert and log key: rotation not said", drop(*LOGS, "EnableKeyRotation")),
    Mutant("operations key: rotated every seven years", put(*OPERATIONS, "RotationPeriodInDays", 2560)),
    Mutant("artifact key: deleted with its stack", attribute(ARTIFACTS, "DeletionPolicy", "Delete")),
    Mutant("alert and log key: deletion policy dropped", attribute(LOGS, "DeletionPolicy", None)),
    Mutant("artifact key: deleted when it is replaced", attribute(ARTIFACTS, "UpdateReplacePolicy", "Delete")),
    Mutant("operations key: update policy dropped", attribute(OPERATIONS, "UpdateReplacePolicy", None)),
    Mutant("artifact key: gone seven days after its deletion", put(*ARTIFACTS, "PendingWindowInDays", 7)),
    Mutant("artifact key: material from elsewhere", put(*ARTIFACTS, "Origin", "EXTERNAL")),
    Mutant("artifact key: disabled", put(*ARTIFACTS, "Enabled", False)),
    Mutant("artifact key: lockout check skipped", put(*ARTIFACTS, "BypassPolicyLockoutSafetyCheck", True)),
    Mutant("artifact key: nobody manages it", removed(*ARTIFACTS, POLICY, "ManageButNotUse")),
    Mutant(
        "alert and log key: managed only from an address",
        elements(*LOGS, "ManageButNotUse", Condition={"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}),
    ),
)
