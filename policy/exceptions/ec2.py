"""What the gate lets pass of an environment on EC2."""

from policy.exceptions import choices
from policy.exceptions.load_balancer import load_balancer
from policy.exceptions.row import (
    HIPAA,
    PCI,
    R4,
    R5,
    SERVICE_AUTHORIZATION,
    GateException,
    by,
    harm,
    revisions,
    wildcard,
)

EC2 = (
    GateException(
        "Ec2/Release/ServiceRole/Policy/Resource",
        wildcard("*"),
        reason="The Describe actions with which CodeDeploy finds instances take no resource.",
        control="What changes anything is limited to this environment's group and targets.",
        proof=f"{SERVICE_AUTHORIZATION}/list_amazonec2autoscaling.html",
        applies=choices.on("ec2", choices.in_place),
    ),
    revisions("Ec2/Release/ReleaseRole/Policy/Resource", choices.on("ec2", choices.in_place)),
    revisions("Ec2/Instances/InstanceRole/Policy/Resource", choices.on("ec2")),
    GateException(
        "Ec2/Instances/InstanceRole/Policy/Resource",
        wildcard("arn:aws:ec2:{region}:{account}:instance/*"),
        reason="An instance's id is not known before it exists.",
        control="The action reports the state of an agent; Systems Manager takes it from that instance alone.",
        proof=f"{SERVICE_AUTHORIZATION}/list_awssystemsmanager.html",
        applies=choices.on("ec2"),
    ),
    GateException(
        "Ec2/Instances/InstanceRole/Policy/Resource",
        wildcard("*"),
        reason="The message channels of Session Manager, which stands in for SSH, take no resource.",
        control="The channels carry only what IAM lets a person start in Session Manager.",
        proof=f"{SERVICE_AUTHORIZATION}/list_amazonsessionmanagermessagegatewayservice.html",
        applies=choices.on("ec2"),
    ),
    GateException(
        "Ec2/Instances/Group/ASG",
        by("AutoScalingGroupELBHealthCheckRequired", HIPAA, R4, R5, PCI),
        reason="Until the first release nothing answers on the port: Auto Scaling would end new instances for good.",
        control="The alarm on unhealthy hosts tells people, and CodeDeploy checks every instance that it releases to.",
        proof="https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html",
        applies=choices.on("ec2", choices.in_place),
    ),
    GateException(
        "Ec2/Instances/Group",
        ("Annotation::@aws-cdk/aws-autoscaling:desiredCapacitySet",),
        reason="The group has no scaling policy: the size in pipeline.yml is the size that is meant.",
        control="Not a risk: a size that was changed by hand returns to the reviewed one.",
        proof="environments.capacity.desired",
        applies=choices.on("ec2", choices.in_place),
    ),
    GateException(
        "Ec2/Release/Group/Resource",
        ("Slipway::deployment_is_gradual[MinimumHealthyHosts {minimum_healthy}]",),
        reason="pipeline.yml names how many hosts stay in service during a release, none at all with 0.",
        control="A template that says any other number is refused; a failure or an alarm rolls back.",
        proof="environments.capacity.minimum_healthy",
        applies=choices.on("ec2", choices.in_place, choices.other_than_half),
    ),
    harm("Ec2", choices.on("ec2", choices.bakes_in_regions)),
    *load_balancer("Ec2", "ec2"),
)
