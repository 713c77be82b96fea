"""Properties of tasks, services and images that our templates do not have: each added once."""

from policy.mutation.mutant import Mutant, drop, properties, put
from policy.templates.assembly import Assembly

STACK = "containers"
SERVICE, TASK = (STACK, "Ecs/Tasks/Service"), (STACK, "Ecs/Tasks/Definition")
CONTAINER = "ContainerDefinitions.0"
SIZE = (STACK, "Ecs/Tasks/Size")
ROLE = "arn:aws:iam::333333333333:role/strict-containers-execution"

GROUP, PAIR = (STACK, "Ecs/Release/Group"), "LoadBalancerInfo.TargetGroupPairInfoList.0"
BLUE_GREEN = "BlueGreenDeploymentConfiguration"
CLUSTER, IMAGES = (STACK, "Ecs/Tasks/Cluster"), ("Pipeline", "Images/Repository/Resource")
PIPELINE = ("Pipeline", "Delivery/Pipeline/Resource")
RELEASE = "Stages.containers.Actions.Release.Configuration"
TAGS = "Stages.Build.Actions.Image.Configuration.ImageTags"


def _swapped(assembly: Assembly) -> None:
    pair = properties(assembly, *GROUP)["LoadBalancerInfo"]["TargetGroupPairInfoList"][0]
    pair["ProdTrafficRoute"], pair["TestTrafficRoute"] = pair["TestTrafficRoute"], pair["ProdTrafficRoute"]


def _one_target_group(assembly: Assembly) -> None:
    targets = properties(assembly, *GROUP)["LoadBalancerInfo"]["TargetGroupPairInfoList"][0]["TargetGroups"]
    targets[1] = targets[0]


MUTANTS = tuple(
    Mutant(name, change, of="strict")
    for name, change in (
        ("service: a shell for whoever may ask", put(*SERVICE, "EnableExecuteCommand", True)),
        ("service: volumes of its own", put(*SERVICE, "VolumeConfigurations", [{"Name": "data"}])),
        ("task: the role that pulls images", put(*TASK, "TaskRoleArn", ROLE)),
        ("task: another command than the image's", put(*TASK, f"{CONTAINER}.Command", ["sh", "-c", "id"])),
        ("task: another entry point", put(*TASK, f"{CONTAINER}.EntryPoint", ["sh"])),
        ("task: settings from a bucket", put(*TASK, f"{CONTAINER}.EnvironmentFiles", [{"Value": "arn:aws:s3:::b/e"}])),
        ("task: hosts of its own", put(*TASK, f"{CONTAINER}.ExtraHosts", [{"Hostname": "a", "IpAddress": "10.0.0.1"}])),
        ("cluster: commands logged nowhere", put(STACK, "Ecs/Tasks/Cluster", "Configuration", {})),
        ("size: suspended", put(*SIZE, "SuspendedState", {"ScheduledScalingSuspended": True})),
        (
            "listener rule: for some hosts",
            put(STACK, "Ecs/Front/Requests/Resource", "Conditions.0.HostHeaderConfig", {}),
        ),
        ("images: emptied when deleted", put("Pipeline", "Images/Repository/Resource", "EmptyOnDelete", True)),
        ("task: capabilities of the kernel", drop(*TASK, f"{CONTAINER}.LinuxParameters.Capabilities")),
        ("service: a platform of the past", put(*SERVICE, "PlatformVersion", "1.3.0")),
        ("service: unhealthy for a day", put(*SERVICE, "HealthCheckGracePeriodSeconds", 86400)),
        ("cluster: measures nothing", put(*CLUSTER, "ClusterSettings.0.Value", "disabled")),
        ("size: no tasks", put(*SIZE, "MinCapacity", 0)),
        ("size: no tasks at night", put(*SIZE, "ScheduledActions.0.ScalableTargetAction.MinCapacity", 0)),
        ("size: of another service", put(*SIZE, "ResourceId", "service/strict-other/strict-other")),
        ("ECS deployment: tests where it serves", _swapped),
        ("ECS deployment: tests nothing", drop(*GROUP, f"{PAIR}.TestTrafficRoute")),
        ("ECS deployment: one target group twice", _one_target_group),
        (
            "ECS deployment: stops where nobody goes on",
            put(*GROUP, f"{BLUE_GREEN}.DeploymentReadyOption.ActionOnTimeout", "STOP_DEPLOYMENT"),
        ),
        (
            "ECS deployment: former tasks stay",
            put(*GROUP, f"{BLUE_GREEN}.TerminateBlueInstancesOnDeploymentSuccess.Action", "KEEP_ALIVE"),
        ),
        (
            "images: environments push",
            put(*IMAGES, "RepositoryPolicyText.Statement.0.Action", ["ecr:BatchGetImage", "ecr:PutImage"]),
        ),
        ("images: a tag that says nothing", put(*PIPELINE, TAGS, "latest")),
        (
            "release of tasks: another environment's task",
            put(*PIPELINE, f"{RELEASE}.TaskDefinitionTemplatePath", "others.taskdef.json"),
        ),
        (
            "release of tasks: another environment's AppSpec",
            put(*PIPELINE, f"{RELEASE}.AppSpecTemplatePath", "others.appspec.yaml"),
        ),
    )
)
