"""Properties of tasks, services and images that our templates do not have: each added once."""

from policy.mutation.mutant import Mutant, put

STACK = "containers"
SERVICE, TASK = (STACK, "Ecs/Tasks/Service"), (STACK, "Ecs/Tasks/Definition")
CONTAINER = "ContainerDefinitions.0"
SIZE = (STACK, "Ecs/Tasks/Size")
ROLE = "arn:aws:iam::333333333333:role/strict-containers-execution"

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
    )
)
