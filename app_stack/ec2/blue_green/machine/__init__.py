"""A blue-green release as a state machine in the Amazon States Language: which calls, in which order, and the way back.

choose -> launch -> traffic -> Released
   |         |         |
   v         v         v
 Failed  <- undo  <----+
"""

from typing import Any

from app_stack.ec2.blue_green.machine import choose, launch, traffic, undo
from app_stack.ec2.blue_green.machine.asl import fail
from app_stack.ec2.blue_green.machine.facts import Facts
from stack_parts.asl import expression


def definition(facts: Facts) -> dict[str, Any]:
    kept = "Find the kept instances"
    return {
        "Comment": "A release to the fleet that takes no requests, which then takes them over",
        "QueryLanguage": "JSONata",
        "StartAt": "Begin",
        "States": {
            **choose.states(facts, release="Empty the fleet", give_back=kept),
            **launch.states(facts, then="Attach the new fleet"),
            **traffic.find_kept(expression("$new"), kept, "Attach the new fleet", "Nothing kept", "Failed"),
            "Nothing kept": fail("NothingToReturnTo", "The former fleet has no instances any more."),
            **traffic.states(facts),
            **undo.states(facts),
        },
    }
