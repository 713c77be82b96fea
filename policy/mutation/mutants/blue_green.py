"""Two fleets that a state machine releases to."""

from policy.mutation.mutant import Change, Mutant, add, drop, properties, put, put_attribute
from policy.templates.assembly import Assembly

STACK = "production"
BLUE, GREEN = "Ec2/Instances/Blue/ASG", "Ec2/Instances/Green/ASG"
DEPLOYMENTS = (STACK, "Ec2/Fleets/BlueDeployments/Resource")
COLOURS = ("Blue", "Green")
MACHINE = (STACK, "Ec2/Machine/Machine/Resource")


def _mutant(name: str, change: Change) -> Mutant:
    return Mutant(f"blue-green: {name}", change, of="blue-green")


def _same_service_role(assembly: Assembly) -> None:
    blue, green = (properties(assembly, STACK, f"Ec2/Fleets/{colour}Deployments/Resource") for colour in COLOURS)
    blue["ServiceRoleArn"] = green["ServiceRoleArn"]


MUTANTS = (
    _mutant("an update sizes a fleet", put(STACK, BLUE, "DesiredCapacity", "2")),
    _mutant("a fleet cannot be empty", put(STACK, GREEN, "MinSize", "1")),
    _mutant(
        "an update moves traffic", put(STACK, BLUE, "TargetGroupARNs", [{"Ref": "Ec2LoadBalancerTargetsCAD607ED"}])
    ),
    _mutant("an update moves traffic to a source", put(STACK, GREEN, "TrafficSources", [])),
    _mutant(
        "an update replaces instances",
        put_attribute(STACK, BLUE, "UpdatePolicy", {"AutoScalingRollingUpdate": {"MinInstancesInService": 1}}),
    ),
    _mutant("alarms stop no deployment", drop(*DEPLOYMENTS, "AlarmConfiguration")),
    _mutant("fleets share a service role", _same_service_role),
    _mutant("the release is not written down", drop(*MACHINE, "LoggingConfiguration")),
    _mutant("the release is not in the template", put(*MACHINE, "DefinitionString", {"Ref": "Given"})),
    _mutant(
        "a fleet with a launch template from elsewhere", put(STACK, GREEN, "LaunchTemplate.LaunchTemplateId", "lt-1")
    ),
    _mutant(
        "a third fleet that the release does not know",
        add(STACK, "Third", "AWS::AutoScaling::AutoScalingGroup", MinSize="1", MaxSize="2"),
    ),
)
