"""One deployment of a Lambda function, as a state machine: values in, values out.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-lambda.html
"""

from dataclasses import dataclass

from rehearsal.codedeploy import traffic_shift
from rehearsal.codedeploy.traffic_shift import SetWeight, Step, Wait, traffic

BEFORE, TRAFFIC, AFTER = "BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic"


@dataclass(frozen=True)
class RunHook:
    event: str


Action = RunHook | SetWeight | Wait
Shift = traffic_shift.Shift[Action]


def shift(steps: tuple[Step, ...], hooks: frozenset[str]) -> Shift:
    """A deployment that has not begun. `hooks`: the events for which the AppSpec names a function."""
    before, after = ([RunHook(event)] if event in hooks else [] for event in (BEFORE, AFTER))
    return Shift((*before, *traffic(steps), *after))
