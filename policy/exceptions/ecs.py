"""What the gate lets pass in an environment on ECS."""

from policy.exceptions import choices
from policy.exceptions.load_balancer import load_balancer
from policy.exceptions.row import (
    SERVICE_AUTHORIZATION,
    GateException,
    harm,
    wildcard,
)

_REGISTRY = f"{SERVICE_AUTHORIZATION}/list_amazonelasticcontainerregistry.html"

ECS = (
    GateException(
        "Ecs/Tasks/ExecutionRole/Policy/Resource",
        wildcard("*"),
        reason="ecr:GetAuthorizationToken takes no resource.",
        control="The token lets in nobody; which images it pulls stands in a statement of its own.",
        proof=_REGISTRY,
        applies=choices.on("ecs"),
    ),
    GateException(
        "Ecs/Release/ServiceRole/Policy/Resource",
        wildcard("*"),
        reason="The Describe actions with which CodeDeploy finds listeners take no resource.",
        control="What changes anything is limited to this environment's service, listeners and rules.",
        proof=f"{SERVICE_AUTHORIZATION}/list_awselasticloadbalancingv2.html",
        applies=choices.on("ecs"),
    ),
    GateException(
        "Ecs/Release/ServiceRole/Policy/Resource",
        wildcard("arn:aws:ecs:{region}:{account}:task-set/{environment_name}/{environment_name}/*"),
        reason="CodeDeploy makes a task set for each deployment, and ECS chooses its id.",
        control="Task sets of this one service alone.",
        proof=f"{SERVICE_AUTHORIZATION}/list_amazonelasticcontainerservice.html",
        applies=choices.on("ecs"),
    ),
    GateException(
        "Ecs/Release/ReleaseRole/Policy/Resource",
        wildcard("arn:aws:ecs:{region}:{account}:task-definition/{environment_name}:*"),
        reason="ECS numbers the revisions of a task definition.",
        control="One family alone, and the roles of its tasks are limited by iam:PassRole.",
        proof=f"{SERVICE_AUTHORIZATION}/list_amazonelasticcontainerservice.html",
        applies=choices.on("ecs"),
    ),
    GateException(
        "Ecs/Release/ReleaseRole/Policy/Resource",
        wildcard("{templates}"),
        reason="CodePipeline chooses a new key below this prefix for each synthesis.",
        control="Reading only, one artifact of one bucket, and its bucket and key policies must agree.",
        proof="https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html#concepts-artifacts",
        applies=choices.on("ecs"),
    ),
    GateException(
        "Ecs/Release/Group",
        ("Slipway::deployment_is_gradual[DeploymentConfigName CodeDeployDefault.ECSAllAtOnce]",),
        reason="pipeline.yml chose blue-green: the requests move at once, to tasks whose health is proven.",
        control="The former tasks stay for traffic.keep_minutes, and an alarm returns every request to them.",
        proof="environments.strategy",
        applies=choices.on("ecs", choices.all_at_once),
    ),
    harm("Ecs", choices.on("ecs", choices.bakes_in_regions)),
    *load_balancer("Ecs", "ecs", "Listener", "TestListener"),
)
