"""What an Auto Scaling group starts, whom it serves, and whom it tells."""

from policy.mutation.mutant import Mutant, drop, put

GROUP = ("production", "Ec2/Instances/Group/ASG")
TYPES = "NotificationConfigurations.0.NotificationTypes"
OTHER_TARGETS = "arn:aws:elasticloadbalancing:eu-central-1:444444444444:targetgroup/other/0123456789abcdef"

MUTANTS = (
    Mutant("group: first version of its template, for ever", put(*GROUP, "LaunchTemplate.Version", "1")),
    Mutant("group: whatever version is the latest", put(*GROUP, "LaunchTemplate.Version", "$Latest")),
    Mutant("group: no version", drop(*GROUP, "LaunchTemplate.Version")),
    Mutant("group: behind no load balancer", drop(*GROUP, "TargetGroupARNs")),
    Mutant("group: behind somebody's load balancer", put(*GROUP, "TargetGroupARNs", [OTHER_TARGETS])),
    Mutant("group: tells nobody", drop(*GROUP, "NotificationConfigurations")),
    Mutant("group: does not tell of failed launches", put(*GROUP, TYPES, ["autoscaling:EC2_INSTANCE_LAUNCH"])),
    Mutant(
        "group: tells another topic",
        put(*GROUP, "NotificationConfigurations.0.TopicARN", "arn:aws:sns:eu-central-1:444444444444:other"),
    ),
    Mutant("group: replaces what has no release yet", put(*GROUP, "HealthCheckType", "ELB")),
)
