"""An environment that is stopped out of hours. `production`: the last of the example, whatever it is called."""

from functools import partial

from policy.mutation.mutant import Mutant as OfAny
from policy.mutation.mutant import drop, put, put_attribute, remove

START, STOP = (("production", f"Ec2/Instances/Group/ScheduledAction{name}/Resource") for name in ("Start", "Stop"))
GROUP = ("production", "Ec2/Instances/Group/ASG")

Mutant = partial(OfAny, of="s3-no-approval")

MUTANTS = (
    Mutant("schedule: stopped for ever", remove(*START)),
    Mutant("schedule: started in another time zone", put(*START, "TimeZone", "Asia/Tokyo")),
    Mutant("schedule: started with one host", put(*START, "DesiredCapacity", 1)),
    Mutant("schedule: started without a limit", drop(*START, "MaxSize")),
    Mutant("schedule: stopped at UTC's hours", drop(*STOP, "TimeZone")),
    Mutant("schedule: stopped once", drop(*STOP, "Recurrence")),
    Mutant("schedule: of a group that is somebody's", put(*STOP, "AutoScalingGroupName", "another")),
    Mutant(
        "schedule: an update starts at night what was stopped",
        put_attribute(*GROUP, "UpdatePolicy.AutoScalingScheduledAction", {}),
    ),
)
