"""The Auto Scaling group."""

from policy.mutation.mutant import Change, Mutant, add, drop, properties, put, put_attribute
from policy.templates.assembly import Assembly

STACK, GROUP = "production", "Ec2/Instances/Group/ASG"


def _launch_configuration(assembly: Assembly) -> None:
    group = properties(assembly, STACK, GROUP)
    del group["LaunchTemplate"]
    group["LaunchConfigurationName"] = "webapp-production"


def _zones(*subnets: str) -> Change:
    return put(STACK, GROUP, "VPCZoneIdentifier", [{"Ref": subnet} for subnet in subnets])


PRIVATE, PUBLIC = "NetworkVpcPrivateSubnet1Subnet6DD86AE6", "NetworkVpcPublicSubnet2SubnetC427CCE0"
ROLLING = "UpdatePolicy.AutoScalingRollingUpdate"

MUTANTS = (
    Mutant("group: launch configuration", _launch_configuration),
    Mutant("group: launch template from elsewhere", put(STACK, GROUP, "LaunchTemplate.LaunchTemplateId", "lt-1")),
    Mutant(
        "a launch configuration beside the group",
        add(STACK, "Old", "AWS::AutoScaling::LaunchConfiguration", ImageId="ami-1", InstanceType="t3.micro"),
    ),
    Mutant("group: one zone", _zones(PRIVATE)),
    Mutant("group: the same zone twice", _zones(PRIVATE, PRIVATE)),
    Mutant("group: a public subnet", _zones(PRIVATE, PUBLIC)),
    Mutant("group: no subnet", drop(STACK, GROUP, "VPCZoneIdentifier")),
    Mutant("group: an update may stop all", put_attribute(STACK, GROUP, f"{ROLLING}.MinInstancesInService", 0)),
    Mutant("group: an update replaces two at once", put_attribute(STACK, GROUP, f"{ROLLING}.MaxBatchSize", 2)),
    Mutant("group: an update launches none", put_attribute(STACK, GROUP, f"{ROLLING}.SuspendProcesses", ["Launch"])),
    Mutant(
        "group: a schedule changes its size during an update",
        put_attribute(STACK, GROUP, f"{ROLLING}.SuspendProcesses", ["AlarmNotification", "AZRebalance"]),
    ),
    Mutant("group: an update suspends nothing", put_attribute(STACK, GROUP, f"{ROLLING}.SuspendProcesses", [])),
    Mutant(
        "group: an update makes another group",
        put_attribute(STACK, GROUP, "UpdatePolicy", {"AutoScalingReplacingUpdate": {"WillReplace": True}}),
    ),
    Mutant("group: an update replaces nothing", put_attribute(STACK, GROUP, "UpdatePolicy", {})),
)
