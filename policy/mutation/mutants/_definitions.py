"""State machines that say something else."""

import json

from policy.mutation.mutant import Change, properties
from policy.templates.assembly import Assembly

KEY = "DefinitionString"


def says(stack_id: str, construct: str, old: str, new: str) -> Change:
    """`new` for `old` in the definition's text, wherever it stands between intrinsic functions.

    Raises LookupError where it stands nowhere: a mutant must bite.
    """

    def change(assembly: Assembly) -> None:
        machine = properties(assembly, stack_id, construct)
        written, before, after = json.dumps(machine[KEY]), json.dumps(old)[1:-1], json.dumps(new)[1:-1]
        if before not in written:
            raise LookupError(f"{stack_id}/{construct} does not say {old}")
        machine[KEY] = json.loads(written.replace(before, after))

    return change
