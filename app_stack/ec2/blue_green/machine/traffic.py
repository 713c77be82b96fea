"""The requests go to the new fleet: both serve until the new one is healthy, then the old one drains and is watched.

What stood before is not watched: an alarm that is on speaks of what it takes the place of.
"""

from app_stack.ec2.blue_green.machine.asl import after, again, ask, call, caught, choice, fail, when
from app_stack.ec2.blue_green.machine.facts import END, Facts
from app_stack.ec2.blue_green.machine.launch import IN_SERVICE, size
from app_stack.former_releases import STOOD
from stack_parts.asl import State, States, expression, task

WATCH_MINUTES = 5  # an alarm needs two bad minutes of three
HEALTHY_MINUTES = 10


def states(facts: Facts) -> States:
    new, old = expression("$new"), expression("$old")
    return {
        "Attach the new fleet": attach(facts, new, "New fleet is healthy", "Detach the new fleet"),
        **healthy("New fleet is healthy", facts, "Is it the first?", "Detach the new fleet"),
        "Is it the first?": choice(when("$old = ''", "Released"), otherwise="Detach the old fleet"),
        "Detach the old fleet": detach(facts, old, "Is it a return?", "Attach the old fleet"),
        "Is it a return?": choice(
            when("$returns", "Find what serves"),
            when(STOOD, "Let the old fleet end"),
            otherwise="Alarms are quiet",
        ),
        "Find what serves": _find_what_serves(facts),
        **_watch(facts),
        "Let the old fleet end": _end_later(facts)
        if facts.keep_minutes
        else size(old, 0, "Released", "Old fleet stays"),
        "Old fleet stays": fail(
            "OldFleetStays", expression("'The new fleet serves; the old one has no end. ' & $problem")
        ),
        "Released": {"Type": "Pass", "Output": {"Commit": expression("$serves")}, "End": True},
    }


def find_kept(group: str, name: str, then: str, otherwise: str, error: str) -> States:
    """The instances of a fleet that is kept; without any, go `otherwise`."""
    found = expression(f"[$states.result.{IN_SERVICE}.InstanceId]")
    question = {"AutoScalingGroupNames": [group]}
    return {
        name: call("autoscaling:describeAutoScalingGroups", question, f"{name}?", error, {"instances": found}),
        f"{name}?": choice(when("$count($instances) > 0", then), otherwise=otherwise),
    }


def attach(facts: Facts, group: str, then: str, otherwise: str) -> State:
    arguments = {"AutoScalingGroupName": group, "TrafficSources": facts.traffic}
    return call("autoscaling:attachTrafficSources", arguments, then, otherwise)


def detach(facts: Facts, group: str, then: str, otherwise: str) -> State:
    arguments = {"AutoScalingGroupName": group, "TrafficSources": facts.traffic}
    return call("autoscaling:detachTrafficSources", arguments, then, otherwise)


def healthy(name: str, facts: Facts, then: str, otherwise: str) -> States:
    """Every one of `instances`, as the target group's own health check sees it."""
    targets = {"TargetGroupArn": facts.target_group_arn, "Targets": expression("[$instances.{'Id': $}]")}
    able = "$states.input.TargetHealthDescriptions[TargetHealth.State = 'healthy']"
    return ask(
        name,
        "elasticloadbalancingv2:describeTargetHealth",
        targets,
        when(f"$count({able}) = $count($instances)", then),
        minutes=HEALTHY_MINUTES,
        otherwise=otherwise,
    )


def _find_what_serves(facts: Facts) -> State:
    """The commit that the kept fleet has; without one the return goes on."""
    key = "$states.result.DeploymentGroupInfo.TargetRevision.S3Location.Key"
    found = f"$released[$substringBefore($, ' ') = {key}][0]"
    serves = expression(f"($found := {found}; $exists($found) ? $substringAfter($found, ' ') : '')")
    group = {"ApplicationName": facts.application, "DeploymentGroupName": expression("$new")}
    end = "Let the old fleet end"
    return call("codedeploy:getDeploymentGroup", group, end, end, {"serves": serves})


def _watch(facts: Facts) -> States:
    """Each alarm is asked for by itself, so that the role's permission names it."""
    quiet = "$count($states.result.MetricAlarms[StateValue != 'ALARM']) = 1"
    ask_one = {
        **task("cloudwatch:describeAlarms", {"AlarmNames": [expression("$states.input")]}),
        "Output": expression(quiet),
        "End": True,
    }
    problem = {"problem": "A release alarm went off, or could not be read, after the new fleet had taken the requests."}
    return {
        "Alarms are quiet": {
            "Type": "Map",
            "Items": list(facts.alarms),
            "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "Ask", "States": {"Ask": ask_one}},
            "Assign": {"tries": expression("$tries + 1")},
            "Catch": [caught("Attach the old fleet")],
            "Next": "Alarms are quiet?",
        },
        **again(
            "Alarms are quiet",
            when("false in $states.input", "Attach the old fleet", problem),
            when(after(WATCH_MINUTES), "Let the old fleet end"),
        ),
    }


def _end_later(facts: Facts) -> State:
    at = expression(f"$fromMillis($millis() + {facts.keep_minutes * 60_000})")
    arguments = {
        "AutoScalingGroupName": expression("$old"),
        "ScheduledActionName": END,
        "StartTime": at,
        "DesiredCapacity": 0,
    }
    return call("autoscaling:putScheduledUpdateGroupAction", arguments, "Released", "Old fleet stays")
