"""An environment that is stopped out of hours. `production`: the last of the example, whatever it is called."""

from functools import partial

from policy.mutation.mutant import Mutant as OfAny
from policy.mutation.mutant import drop, put, put_attribute, remove

START, STOP = (("production", f"Ec2/Instances/Group/ScheduledAction{name}/Resource") for name in ("Start", "Stop"))
GROUP = ("production", "Ec2/Instances/Group/ASG")
WEEK = "MON,TUE,WED,THU,FRI"

Mutant = partial(OfAny, of="s3-no-approval")

MUTANTS = (
    Mutant("schedule: stopped for ever", remove(*START)),
    Mutant("schedule: started in another time zone", put(*START, "TimeZone", "Asia/Tokyo")),
    Mutant("schedule: started with one host", put(*START, "DesiredCapacity", 1)),
    Mutant("schedule: started without a limit", drop(*START, "MaxSize")),
    Mutant("schedule: stopped at UTC's hours", drop(*STOP, "TimeZone")),
    Mutant("schedule: stopped once", drop(*STOP, "Recurrence")),
    Mutant("schedule: started on Mondays alone", put(*START, "Recurrence", "0 7 * * MON")),
    Mutant("schedule: started on a day that no month has", put(*START, "Recurrence", "0 7 31 2 *")),
    Mutant("schedule: started after it is stopped", put(*START, "Recurrence", f"0 23 * * {WEEK}")),
    Mutant("schedule: stopped before it is started", put(*STOP, "Recurrence", f"0 5 * * {WEEK}")),
    Mutant("schedule: stopped every minute", put(*STOP, "Recurrence", f"* * * * {WEEK}")),
    Mutant("schedule: of a group that is somebody's", put(*STOP, "AutoScalingGroupName", "another")),
    Mutant(
        "schedule: an update starts at night what was stopped",
        put_attribute(*GROUP, "UpdatePolicy.AutoScalingScheduledAction", {}),
    ),
)
