"""An environment on ECS: its service, task definition, listeners, releases, and the images."""

from policy.mutation.mutant import Mutant, drop, put

SERVICE = ("containers", "Ecs/Tasks/Service")
TASK = ("containers", "Ecs/Tasks/Definition")
CONTAINER = "ContainerDefinitions.0"
GROUP = ("containers", "Ecs/Release/Group")
LISTENERS = "Ecs/LoadBalancer/Balancer"
IMAGES = ("Pipeline", "Images/Repository/Resource")
FORWARD = [
    {"Type": "forward", "TargetGroupArn": "arn:aws:elasticloadbalancing:eu-central-1:333333333333:targetgroup/a/1"}
]
NETWORK = "NetworkConfiguration.AwsvpcConfiguration"

MUTANTS = tuple(
    Mutant(name, change, of="strict")
    for name, change in (
        ("service: a revision of its task definition", put(*SERVICE, "TaskDefinition", {"Ref": "EcsTasksDefinition"})),
        ("service: a size that CloudFormation would change", put(*SERVICE, "DesiredCount", 3)),
        ("service: public addresses", put(*SERVICE, f"{NETWORK}.AssignPublicIp", "ENABLED")),
        ("service: one zone", drop(*SERVICE, f"{NETWORK}.Subnets.1")),
        ("task: root", put(*TASK, f"{CONTAINER}.User", "root")),
        ("task: whatever user the image says", drop(*TASK, f"{CONTAINER}.User")),
        ("task: root file system to be written to", put(*TASK, f"{CONTAINER}.ReadonlyRootFilesystem", False)),
        ("task: privileged", put(*TASK, f"{CONTAINER}.Privileged", True)),
        ("task: a capability", put(*TASK, f"{CONTAINER}.LinuxParameters.Capabilities.Add", ["SYS_ADMIN"])),
        ("task: network of the host", put(*TASK, "NetworkMode", "host")),
        ("task: no log", drop(*TASK, f"{CONTAINER}.LogConfiguration")),
        ("task: an image whose tag moves", put(*TASK, f"{CONTAINER}.Image", "webapp:latest")),
        (
            "task: a secret in its environment",
            put(*TASK, f"{CONTAINER}.Environment", [{"Name": "PASSWORD", "Value": "hunter2-and-more"}]),
        ),
        ("task: a role that nobody made", put(*TASK, "TaskRoleArn", "arn:aws:iam::333333333333:role/admin")),
        ("listener: forwards itself", put("containers", f"{LISTENERS}/Listener/Resource", "DefaultActions", FORWARD)),
        (
            "test listener: forwards itself",
            put("containers", f"{LISTENERS}/TestListener/Resource", "DefaultActions", FORWARD),
        ),
        ("test listener: in the clear", put("containers", f"{LISTENERS}/TestListener/Resource", "Protocol", "HTTP")),
        ("ECS deployment: all at once", put(*GROUP, "DeploymentConfigName", "CodeDeployDefault.ECSAllAtOnce")),
        ("ECS deployment: no rollback on an alarm", drop(*GROUP, "AutoRollbackConfiguration.Events.1")),
        ("ECS deployment: no alarms", drop(*GROUP, "AlarmConfiguration")),
        ("ECS deployment: no load balancer", drop(*GROUP, "LoadBalancerInfo")),
        ("images: tags move", put(*IMAGES, "ImageTagMutability", "MUTABLE")),
        ("images: not scanned", put(*IMAGES, "ImageScanningConfiguration.ScanOnPush", False)),
        ("images: key of AWS's", drop(*IMAGES, "EncryptionConfiguration.KmsKey")),
        ("images: in the clear", drop(*IMAGES, "EncryptionConfiguration")),
        ("images: for everybody", put(*IMAGES, "RepositoryPolicyText.Statement.0.Principal", "*")),
        ("images: for every role of the account", drop(*IMAGES, "RepositoryPolicyText.Statement.0.Condition")),
    )
)
