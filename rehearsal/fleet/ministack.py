"""What this package reads and writes in MiniStack's Auto Scaling, EC2 and IAM, and the places it plugs into."""

import base64
from collections.abc import Callable
from typing import Any, cast

from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import alb, autoscaling, ec2, iam

Record = dict[str, Any]
DEFAULT_IMAGE = "ami-00000000"


def group(account: str, region: str, name: str) -> Record | None:
    return cast("Record | None", autoscaling._asgs.get_scoped(account, region, name))


def keep_size(account: str, region: str, name: str, size: int) -> None:
    """The desired capacity, as far as the group's limits allow it."""
    record = autoscaling._asgs.get_scoped(account, region, name)
    record["DesiredCapacity"] = max(record["MinSize"], min(size, record["MaxSize"]))


def add_instance(account: str, region: str, name: str, address: str) -> str:
    """Put an instance into EC2 and into the group, as pending; return its id."""
    record = autoscaling._asgs.get_scoped(account, region, name)
    with request_scope(account, region):
        launch = _launch_template_data(record)
        profile = launch.get("IamInstanceProfile") or {}
        resolved, _ = ec2._resolve_iam_instance_profile(
            iam_arn=profile.get("Arn", ""), iam_name=profile.get("Name", ""), allow_missing=True
        ) if profile else (None, None)  # fmt: skip
        subnets = [subnet for subnet in record["VPCZoneIdentifier"].split(",") if subnet]
        made = ec2._launch_instances_internal(
            image_id=launch.get("ImageId") or DEFAULT_IMAGE,
            instance_type=launch.get("InstanceType") or "t3.micro",
            subnet_id=subnets[len(record["Instances"]) % len(subnets)] if subnets else ec2._DEFAULT_SUBNET_ID,
            count=1,
            sg_ids=launch.get("SecurityGroupIds"),
            requested_private_ip=address,
            iam_profile=resolved,
        )[0]
        made["PublicIpAddress"] = made["PublicDnsName"] = ""
        ec2._tags[made["InstanceId"]] = _tags(record)
    record["Instances"].append({
        "InstanceId": made["InstanceId"],
        "LifecycleState": "Pending:Wait",
        "HealthStatus": "Healthy",
        "AvailabilityZone": made["Placement"]["AvailabilityZone"],
        "ProtectedFromScaleIn": record["NewInstancesProtectedFromScaleIn"],
        "LaunchTemplate": record["LaunchTemplate"],
        "LaunchConfigurationName": record["LaunchConfigurationName"],
    })  # fmt: skip
    return str(made["InstanceId"])


def _tags(record: Record) -> list[dict[str, str]]:
    own = [{"Key": tag["Key"], "Value": tag["Value"]} for tag in record["Tags"] if tag["PropagateAtLaunch"]]
    return [*own, {"Key": "aws:autoscaling:groupName", "Value": record["AutoScalingGroupName"]}]


def _launch_template_data(record: Record) -> Record:
    chosen = record["LaunchTemplate"] or {}
    template = ec2._launch_templates.get(chosen.get("LaunchTemplateId", ""))
    if template is None:
        return {}
    version = str(chosen.get("Version", "$Default"))
    named = {"$Latest": template["LatestVersionNumber"], "$Default": template["DefaultVersionNumber"]}
    number = int(named.get(version, version))
    data = [v["LaunchTemplateData"] for v in template["Versions"] if int(v["VersionNumber"]) == number]
    return data[0] if data else {}


def user_data(account: str, region: str, name: str) -> str:
    """What the group's launch template has an instance do at its first start."""
    record = group(account, region, name)
    with request_scope(account, region):
        encoded = _launch_template_data(record).get("UserData", "") if record else ""
        return base64.b64decode(encoded).decode()


def set_state(account: str, region: str, name: str, instance_id: str, state: str) -> None:
    """`state` is a lifecycle state of Auto Scaling, e.g. InService."""
    record = group(account, region, name)
    for member in record["Instances"] if record else []:
        if member["InstanceId"] == instance_id:
            member["LifecycleState"] = state


def remove_instance(account: str, region: str, name: str, instance_id: str) -> None:
    """Take an instance out of the group; EC2 shows it as terminated for a while."""
    record = group(account, region, name)
    if record is not None:
        record["Instances"] = [one for one in record["Instances"] if one["InstanceId"] != instance_id]
    with request_scope(account, region):
        ec2._terminate_instances({"InstanceId.1": [instance_id]})


def register_target(account: str, region: str, target_group_arn: str, instance_id: str) -> None:
    with request_scope(account, region):
        alb._register_targets({"TargetGroupArn": [target_group_arn], "Targets.member.1.Id": [instance_id]})


def in_service(account: str, region: str, name: str) -> list[str]:
    """The ids of a group's instances that are in service."""
    record = group(account, region, name)
    return [one["InstanceId"] for one in record["Instances"] if one["LifecycleState"] == "InService"] if record else []


def outdated(account: str, region: str, name: str) -> list[str]:
    """The ids of the instances that were launched from another template, or version of it, than the group has now."""
    record = group(account, region, name)
    found = record["Instances"] if record else []
    return [one["InstanceId"] for one in found if record and one["LaunchTemplate"] != record["LaunchTemplate"]]


def deregister_targets(account: str, region: str, target_group_arn: str, instance_ids: list[str]) -> None:
    if instance_ids:
        listed = {f"Targets.member.{number}.Id": [one] for number, one in enumerate(instance_ids, start=1)}
        with request_scope(account, region):
            alb._deregister_targets({"TargetGroupArn": [target_group_arn], **listed})


def deregister_target(account: str, instance_id: str) -> None:
    """Out of every target group of the account, as Auto Scaling does before it terminates an instance."""
    for (owner, arn), targets in list(alb._targets._data.items()):
        if owner == account and any(one["Id"] == instance_id for one in targets):
            alb._targets._data[owner, arn] = [one for one in targets if one["Id"] != instance_id]


def profile_role_arn(account: str, region: str, instance_id: str) -> str | None:
    """The role whose credentials the instance's metadata service would hand out."""
    instance = ec2._instances.get_scoped(account, region, instance_id) or {}
    arn = (instance.get("IamInstanceProfile") or {}).get("Arn", "")
    with request_scope(account, region):
        profile = iam._instance_profiles.get(arn.rpartition("/")[2])
        roles = profile["Roles"] if profile else []
        names = [role if isinstance(role, str) else role["RoleName"] for role in roles]
        return str(iam._roles[names[0]]["Arn"]) if names and names[0] in iam._roles else None


def follow_capacity(reconcile: Callable[[str, str, str], None], release: Callable[[str, str, str], None]) -> None:
    """Call `reconcile(account, region, group)` whenever the Auto Scaling API has set a group's capacity,
    where MiniStack itself would make up instances, and `release` before the API deletes a group."""
    delete, resize = (autoscaling._ACTION_MAP[name] for name in ("DeleteAutoScalingGroup", "SetDesiredCapacity"))

    def delete_group(params: Record) -> Any:
        release(get_account_id(), get_region(), autoscaling._p(params, "AutoScalingGroupName"))
        return delete(params)

    def set_desired_capacity(params: Record) -> Any:
        return _outside_limits(params) or resize(params)

    autoscaling._reconcile_instances = lambda record: reconcile(
        get_account_id(), get_region(), record["AutoScalingGroupName"]
    )
    autoscaling._ACTION_MAP["DeleteAutoScalingGroup"] = delete_group
    autoscaling._ACTION_MAP["SetDesiredCapacity"] = set_desired_capacity


def follow_health(replace: Callable[[str, str, str, str], None]) -> None:
    """Call `replace(account, region, group, instance id)` when the API is told that an instance is not healthy."""

    def set_instance_health(params: Record) -> Any:
        instance_id = autoscaling._p(params, "InstanceId")
        found = [
            name for name, one in autoscaling._asgs.items()
            if any(member["InstanceId"] == instance_id for member in one["Instances"])
        ]  # fmt: skip
        if not found:
            return autoscaling._error("ValidationError", f"Instance Id not found - No managed instance {instance_id}")
        if autoscaling._p(params, "HealthStatus") == "Unhealthy":
            replace(get_account_id(), get_region(), found[0], instance_id)
        return autoscaling._xml(200, "SetInstanceHealthResponse", "")

    autoscaling._ACTION_MAP.update({"SetInstanceHealth": set_instance_health})


def _outside_limits(params: Record) -> Any:
    """The error of a size that the group may not have; None for one that it may."""
    record = autoscaling._asgs.get(autoscaling._p(params, "AutoScalingGroupName"))
    size = int(autoscaling._p(params, "DesiredCapacity") or 0)
    if record is None or record["MinSize"] <= size <= record["MaxSize"]:
        return None
    side, limit = ("above max", record["MaxSize"]) if size > record["MaxSize"] else ("below min", record["MinSize"])
    return autoscaling._error(
        "ValidationError", f"New SetDesiredCapacity value {size} is {side} value {limit} for the AutoScalingGroup."
    )
