"""A fleet from nothing: new instances of today's launch template, with the revision on every one of them.

CodeDeploy's lifecycle hook would put the revision of this colour's last release on new instances first, two releases
old and perhaps not fit any more. An empty list of groups takes the hook away while they are launched:
https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_UpdateDeploymentGroup.html
"""

from app_stack.ec2.blue_green.machine.asl import ask, call, choice, when
from app_stack.ec2.blue_green.machine.facts import Facts
from app_stack.former_releases import WITHOUT_ALARMS, stood_before
from stack_parts.asl import State, States, expression

IN_SERVICE = "AutoScalingGroups[0].Instances[LifecycleState = 'InService' and HealthStatus = 'Healthy']"
HOOK_STAYS = "CodeDeploy could not take its lifecycle hook out of the Auto Scaling group."


def states(facts: Facts, then: str) -> States:
    new = expression("$new")
    this_group = {"AutoScalingGroupNames": [new]}
    launched = f"$states.input.{IN_SERVICE}"
    checked = "$count($states.input.InstanceStatuses[InstanceStatus.Status = 'ok' and SystemStatus.Status = 'ok'])"
    return {
        "Empty the fleet": size(new, 0, "Fleet is empty", "Failed"),
        **ask(
            "Fleet is empty",
            "autoscaling:describeAutoScalingGroups",
            this_group,
            when("$count($states.input.AutoScalingGroups[0].Instances) = 0", "Take the hook away"),
            minutes=15,
            otherwise="Failed",
        ),
        "Take the hook away": hook(facts, [], "Hook is away?", "Put the hook back"),
        "Hook is away?": choice(
            when("$count($states.input.HooksNotCleanedUp) > 0", "Put the hook back", {"problem": HOOK_STAYS}),
            otherwise="Launch the fleet",
        ),
        "Launch the fleet": size(new, facts.hosts, "Instances run", "Scale down"),
        **ask(
            "Instances run",
            "autoscaling:describeAutoScalingGroups",
            this_group,
            when(
                f"$count({launched}) = {facts.hosts}",
                "Instances pass their checks",
                {"instances": expression(f"[{launched}.InstanceId]")},
            ),
            minutes=15,
            otherwise="Scale down",
        ),
        # By then the user data has installed the agent: CodeDeploy gives it five minutes to answer.
        **ask(
            "Instances pass their checks",
            "ec2:describeInstanceStatus",
            {"InstanceIds": expression("$instances")},
            when(f"{checked} = {facts.hosts}", "Hook the fleet"),
            minutes=15,
            otherwise="Scale down",
        ),
        "Hook the fleet": hook(facts, [new], "Did it stand before?", "Scale down"),
        **_deploy(facts, then),
    }


def size(group: str, hosts: int, then: str, otherwise: str) -> State:
    arguments = {"AutoScalingGroupName": group, "DesiredCapacity": hosts, "HonorCooldown": False}
    return call("autoscaling:setDesiredCapacity", arguments, then, otherwise)


def hook(facts: Facts, groups: list[str], then: str, otherwise: str) -> State:
    arguments = {
        "ApplicationName": facts.application,
        "CurrentDeploymentGroupName": expression("$new"),
        "AutoScalingGroups": groups,
    }
    return call("codedeploy:updateDeploymentGroup", arguments, then, otherwise)


def _deploy(facts: Facts, then: str) -> States:
    """All at once succeeds when one instance does: here each must.

    https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
    """
    info = "$states.input.DeploymentInfo"
    hosts = f"{info}.DeploymentOverview.Failed"
    failed = f"{info}.Status in ['Failed', 'Stopped'] or ({info}.Status = 'Succeeded' and {hosts} > 0)"
    told = f"{info}.Status & ', hosts that failed: ' & {hosts} & '. ' & {info}.ErrorInformation.Message"
    problem = f"'Deployment ' & $deployment & ' ' & {told}"
    return {
        "Did it stand before?": stood_before("Deploy whatever alarms say", "Deploy"),
        "Deploy": _create(facts, {}),
        "Deploy whatever alarms say": _create(facts, {"OverrideAlarmConfiguration": WITHOUT_ALARMS}),
        **ask(
            "Revision is deployed",
            "codedeploy:getDeployment",
            {"DeploymentId": expression("$deployment")},
            when(failed, "Scale down", {"problem": expression(problem)}),
            when(f"{info}.Status = 'Succeeded'", then),
            minutes=120,
            otherwise="Scale down",
        ),
    }


def _create(facts: Facts, more: State) -> State:
    place = {
        "Bucket": expression("$given.Bucket"),
        "Key": expression("$given.Key"),
        "BundleType": "zip",
    }
    arguments = {
        "ApplicationName": facts.application,
        "DeploymentGroupName": expression("$new"),
        "Description": expression("'Commit ' & $given.Commit"),
        "Revision": {"RevisionType": "S3", "S3Location": place},
        **more,
    }
    deployment = {"deployment": expression("$states.result.DeploymentId")}
    return call("codedeploy:createDeployment", arguments, "Revision is deployed", "Scale down", deployment)
