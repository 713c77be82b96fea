"""The tasks: what one is made of, and the service that keeps as many of them as pipeline.yml wants.

CloudFormation makes the service and never changes it again: with CodeDeploy as its controller ECS refuses every
update that names a task definition, and CloudFormation's always do. So the service names the family alone, and
Application Auto Scaling keeps its size (docs/decisions/0027).
"""

from aws_cdk import CfnParameter
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_kms as kms
from constructs import Construct

from app_stack.ecs import permissions
from app_stack.ecs.front import Front
from app_stack.load_balancer import APPLICATION_PORT
from config import names
from config.model import Environment, Pipeline
from stack_parts.logs import log_group
from stack_parts.role import service, written_role

CONTAINER = "app"
USER = "1000"  # the Dockerfile's, too


class Tasks(Construct):
    def __init__(
        self, scope: Construct, config: Pipeline, environment: Environment, vpc: ec2.IVpc, front: Front, key: kms.IKey
    ) -> None:
        super().__init__(scope, "Tasks")
        self._config, self._environment, self._vpc = config, environment, vpc
        self._name = names.environment_name(config, environment)
        self._logs = log_group(self, "Logs", names.task_log_group_name(config, environment), key)
        definition = self._definition(self._image())
        self.service = self._service(definition, front)
        self._keep_size()

    def _image(self) -> str:
        """By its tag, which never moves: the repository's tags are immutable."""
        uri = names.image_repository_uri(self._config).replace(".", r"\.")
        image = CfnParameter(
            self,
            names.IMAGE_PARAMETER,
            description="What this execution of the pipeline built; the pipeline gives it",
            allowed_pattern=rf"{uri}:[A-Za-z0-9_][A-Za-z0-9._-]*",
        )
        image.override_logical_id(names.IMAGE_PARAMETER)
        return image.value_as_string

    def _definition(self, image: str) -> ecs.CfnTaskDefinition:
        """The service starts with it. Each release registers the same again, with its own image: taskdef.py."""
        task = self._environment.task
        self._execution_role()
        definition = ecs.CfnTaskDefinition(
            self,
            "Definition",
            family=self._name,
            requires_compatibilities=["FARGATE"],
            network_mode="awsvpc",
            cpu=str(task.cpu),
            memory=str(task.memory),
            runtime_platform={"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"},
            execution_role_arn=names.environment_role_arn(self._config, self._environment, "execution"),
            container_definitions=[self._container(image)],
        )
        definition.node.add_dependency(self.node.find_child("ExecutionRole"), self._logs)
        return definition

    def _container(self, image: str) -> ecs.CfnTaskDefinition.ContainerDefinitionProperty:
        return ecs.CfnTaskDefinition.ContainerDefinitionProperty(
            name=CONTAINER,
            image=image,
            essential=True,
            user=USER,
            readonly_root_filesystem=True,
            privileged=False,
            linux_parameters={"capabilities": {"drop": ["ALL"]}, "initProcessEnabled": True},
            port_mappings=[{"containerPort": APPLICATION_PORT, "protocol": "tcp"}],
            log_configuration=ecs.CfnTaskDefinition.LogConfigurationProperty(
                log_driver="awslogs",
                options={
                    "awslogs-group": names.task_log_group_name(self._config, self._environment),
                    "awslogs-region": names.environment_region(self._config, self._environment),
                    "awslogs-stream-prefix": CONTAINER,
                },
            ),
        )

    def _execution_role(self) -> None:
        config, environment = self._config, self._environment
        name = names.environment_role_name(config, environment, "execution")
        any_task = names.EcsArns(config, environment).anything
        trust = service("ecs-tasks.amazonaws.com", environment.account, any_task)
        statements = permissions.execution(config, environment, self._logs.log_group_arn)
        written_role(self, "ExecutionRole", name, trust, statements)

    def _service(self, definition: ecs.CfnTaskDefinition, front: Front) -> ecs.CfnService:
        cluster = ecs.CfnCluster(
            self,
            "Cluster",
            cluster_name=self._name,
            cluster_settings=[{"name": "containerInsights", "value": "enabled"}],
        )
        made = ecs.CfnService(
            self,
            "Service",
            service_name=self._name,
            cluster=cluster.ref,
            launch_type="FARGATE",
            platform_version="LATEST",
            deployment_controller={"type": "CODE_DEPLOY"},
            task_definition=self._name,  # the family, and not a revision
            health_check_grace_period_seconds=60,
            load_balancers=[
                {
                    "containerName": CONTAINER,
                    "containerPort": APPLICATION_PORT,
                    "targetGroupArn": front.blue.target_group_arn,
                }
            ],
            network_configuration=ecs.CfnService.NetworkConfigurationProperty(
                awsvpc_configuration=ecs.CfnService.AwsVpcConfigurationProperty(
                    assign_public_ip="DISABLED",
                    security_groups=[self._security_group(front).security_group_id],
                    subnets=self._vpc.select_subnets(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS).subnet_ids,
                )
            ),
        )
        made.node.add_dependency(definition, *front.rules)
        return made

    def _security_group(self, front: Front) -> ec2.SecurityGroup:
        group = ec2.SecurityGroup(
            self, "SecurityGroup", vpc=self._vpc, description="Tasks: in from the load balancer only"
        )
        group.connections.allow_from(front.security_group, ec2.Port.tcp(APPLICATION_PORT), "Requests")
        return group

    def _keep_size(self) -> None:
        """ECS takes a new size from Application Auto Scaling at any time, and from CloudFormation never.

        What a scheduled action does is documented: a size below the smallest is raised, above the largest lowered.
        https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html
        """
        desired = self._environment.task.desired
        size = {"minCapacity": desired, "maxCapacity": desired}
        target = scaling.CfnScalableTarget(
            self,
            "Size",
            service_namespace="ecs",
            scalable_dimension="ecs:service:DesiredCount",
            resource_id=f"service/{self._name}/{self._name}",
            min_capacity=desired,
            max_capacity=desired,
            scheduled_actions=[
                {"scheduledActionName": "keep", "schedule": "rate(5 minutes)", "scalableTargetAction": size}
            ],
        )
        target.node.add_dependency(self.service)
