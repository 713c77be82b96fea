"""What failed is taken back: first the requests go to the old fleet, then the new one loses them and its instances."""

from app_stack.ec2.blue_green.machine.asl import fail
from app_stack.ec2.blue_green.machine.facts import Facts
from app_stack.ec2.blue_green.machine.launch import hook, size
from app_stack.ec2.blue_green.machine.traffic import attach, detach, find_kept, healthy
from stack_parts.asl import States, expression


def states(facts: Facts) -> States:
    new, old, problem = expression("$new"), expression("$old"), expression("$problem")
    detached = "Detach the new fleet"
    return {
        "Attach the old fleet": attach(facts, old, "Find the old instances", "Not returned"),
        **find_kept(old, "Find the old instances", "Old fleet is healthy", "Not returned", "Not returned"),
        **healthy("Old fleet is healthy", facts, detached, "Not returned"),
        "Not returned": fail(
            "ReturnFailed", expression("$problem & ' The old fleet is not healthy, so the new one serves too.'")
        ),
        detached: detach(facts, new, "Scale down", "Scale down"),
        "Scale down": size(new, 0, "Put the hook back", "Put the hook back"),
        "Put the hook back": hook(facts, [new], "Failed", "Failed"),
        "Failed": fail("ReleaseFailed", problem),
    }
