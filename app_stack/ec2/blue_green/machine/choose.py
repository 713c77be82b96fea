"""Which fleet takes the requests, and which one is to take them: what is attached to the target group says it."""

from app_stack.ec2.blue_green.machine.asl import call, caught, choice, fail, when
from app_stack.ec2.blue_green.machine.facts import END, Facts
from app_stack.former_releases import BEFORE, FIND, look_back
from stack_parts.asl import States, expression


def states(facts: Facts, release: str, give_back: str) -> States:
    """Go to `release`, or to `give_back` when the input says `{"Return": true}`; `new` and `old` are assigned."""
    return {
        "Begin": {
            "Type": "Pass",
            "Assign": {
                "given": expression("$states.input"),
                "returns": expression("$states.input.Return = true"),
                "released": [],
                "serves": expression("$exists($states.input.Commit) ? $states.input.Commit : ''"),
                "tries": 0,
                "problem": "",
            },
            "Next": "Find other releases",
        },
        "Find other releases": call(
            "sfn:listExecutions",
            {"StateMachineArn": facts.machine_arn, "StatusFilter": "RUNNING"},
            "Is it alone?",
            "Failed",
        ),
        "Is it alone?": choice(
            when("$count($states.input.Executions) > 1", "Not alone"), otherwise="Find the serving fleet"
        ),
        "Not alone": fail("AnotherRelease", "Another execution of this state machine is under way."),
        **_fleets(facts),
        **_revision(facts),
        "Find its end": call(
            "autoscaling:describeScheduledActions",
            {"AutoScalingGroupName": expression("$new"), "ScheduledActionNames": [END]},
            "Has it an end?",
            "Failed",
        ),
        "Has it an end?": choice(
            when("$count($states.input.ScheduledUpdateGroupActions) > 0", "Cancel its end"),
            otherwise="Release or return?",
        ),
        "Cancel its end": call(
            "autoscaling:deleteScheduledAction",
            {"AutoScalingGroupName": expression("$new"), "ScheduledActionName": END},
            "Release or return?",
            "Failed",
        ),
        "Release or return?": choice(when("$returns", give_back), otherwise=release),
    }


def _revision(facts: Facts) -> States:
    """A stack that did not tell the new revision would have the former one released once more, and call it new.

    A stage that rolls a failed release back brings, with its own commit, what serves still or again.
    """
    serving = "$states.input.DeploymentGroupInfo.TargetRevision.S3Location"
    same = f"{serving}.Key = $given.Key and {serving}.Bucket = $given.Bucket"
    return {
        "Is it the first of all?": choice(when("$old = ''", "Find its end"), otherwise=FIND),
        **look_back(facts.machine_arn, "Does it bring anything?", [caught("Failed")]),
        "Does it bring anything?": choice(when("$returns", "Find its end"), otherwise="Find the serving revision"),
        "Find the serving revision": call(
            "codedeploy:getDeploymentGroup",
            {"ApplicationName": facts.application, "DeploymentGroupName": expression("$old")},
            "Is it another?",
            "Failed",
        ),
        "Is it another?": choice(
            when(f"{same} and {BEFORE}", "Released"), when(same, "Nothing new"), otherwise="Find its end"
        ),
        "Nothing new": fail("NothingNew", "The revision to release is the one that serves already."),
    }


def _fleets(facts: Facts) -> States:
    blue, green = facts.blue, facts.green
    served = f"$states.result.AutoScalingGroups['{facts.target_group_arn}' in TrafficSources.Identifier]"
    return {
        "Find the serving fleet": call(
            "autoscaling:describeAutoScalingGroups",
            {"AutoScalingGroupNames": [blue, green]},
            "Which serves?",
            "Failed",
            {"serving": expression(f"[{served}.AutoScalingGroupName]")},
        ),
        "Which serves?": choice(
            when("$count($serving) > 1", "Both serve"),
            when(f"'{blue}' in $serving", "Is it the first of all?", {"new": green, "old": blue}),
            when(f"'{green}' in $serving", "Is it the first of all?", {"new": blue, "old": green}),
            when("$not($returns)", "Is it the first of all?", {"new": blue, "old": ""}),
            otherwise="None serves",
        ),
        "Both serve": fail(
            "BothFleetsServe",
            f"A release was cut short: {blue} and {green} both take requests. Detach the one that shall not "
            "(aws autoscaling detach-traffic-sources), and release again.",
        ),
        "None serves": fail("NothingToReturnTo", "No fleet takes requests: there has been no release."),
    }
