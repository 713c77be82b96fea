"""CloudWatchAlarm: an alarm must stay out of the states that the rule monitors.

On success it is watched for the whole WaitTime. Before entry an alarm that is quiet is enough at once, and WaitTime
is how long one that is not may take to recover.
https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html
"""

import time
from typing import Any

from rehearsal.codepipeline.conditions import Moment
from rehearsal.codepipeline.job import ActionFailed
from rehearsal.codepipeline.rules.job import RuleJob
from rehearsal.server import pace

STATES = ("ALARM", "OK", "INSUFFICIENT_DATA")


def check(job: RuleJob) -> None:
    name, watched = job.needed("AlarmName"), _watched(job)
    minutes = float(job.configuration.get("WaitTime") or 0)
    cloudwatch, until = job.client("cloudwatch"), time.monotonic() + pace.seconds(minutes)
    stays = job.moment is Moment.ON_SUCCESS
    seen: list[str] = []

    def decided() -> bool:
        seen.append(_state(cloudwatch, name))
        return (seen[-1] in watched) == stays or time.monotonic() >= until

    if stays:
        job.say(f"{name} must stay quiet for {minutes:g} minutes")
    else:
        job.say(f"{name} may take {minutes:g} minutes to become quiet")
    job.wait_until(decided)
    if seen[-1] in watched:
        raise job.fail(f"The alarm {name} is in state {seen[-1]}")
    job.progress.summary = f"{name} was quiet"


def _watched(job: RuleJob) -> list[str]:
    watched = [state.strip() for state in job.configuration.get("AlarmStates", "ALARM").split(",")]
    if unknown := set(watched) - set(STATES):
        raise ActionFailed("ConfigurationError", f"AlarmStates has {', '.join(sorted(unknown))}")
    return watched


def _state(cloudwatch: Any, name: str) -> str:
    found = cloudwatch.describe_alarms(AlarmNames=[name])
    for alarm in [*found["MetricAlarms"], *found.get("CompositeAlarms", [])]:
        return str(alarm["StateValue"])
    raise ActionFailed("ConfigurationError", f"There is no alarm {name}")
