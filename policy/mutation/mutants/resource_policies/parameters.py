"""Parameters that stand in policies."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, dict_of, stack
from policy.mutation.mutants.resource_policies._policies import LIVE
from policy.templates.assembly import Assembly


def parameter(stack_id: str, name: str, **changed: Any) -> Change:
    """Sets attributes of a template's parameter; None removes."""

    def change(assembly: Assembly) -> None:
        found = dict_of(stack(assembly, stack_id).template["Parameters"][name])
        found.update(changed)
        for gone in [key for key, value in changed.items() if value is None]:
            del found[gone]

    return change


MUTANTS = (
    Mutant("artifact key's parameter: no pattern", parameter(LIVE, "ArtifactKeyArn", AllowedPattern=None)),
    Mutant("artifact key's parameter: any key by default", parameter(LIVE, "ArtifactKeyArn", Default="*")),
    Mutant(
        "artifact key's parameter: a pattern that lets * pass",
        parameter(LIVE, "ArtifactKeyArn", AllowedPattern="arn:aws:kms:.*"),
    ),
)
