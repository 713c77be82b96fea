"""What a deployment reaches, and what it watches."""

from policy.mutation.mutant import Mutant, drop, put

STACK = "production"
GROUP = (STACK, "Ec2/Release/Group/Resource")

MUTANTS = (
    Mutant("deployment: no Auto Scaling group", drop(*GROUP, "AutoScalingGroups")),
    Mutant("deployment: list of Auto Scaling groups empty", put(*GROUP, "AutoScalingGroups", [])),
    Mutant("deployment: Auto Scaling group of another template", put(*GROUP, "AutoScalingGroups", ["webapp-other"])),
    Mutant("deployment: target group of another", put(*GROUP, "LoadBalancerInfo.TargetGroupInfoList.0.Name", "other")),
    Mutant("deployment: one alarm not watched", drop(*GROUP, "AlarmConfiguration.Alarms.0")),
    Mutant(
        "deployment: application for functions",
        put(STACK, "Ec2/Release/Application/Resource", "ComputePlatform", "Lambda"),
    ),
)
