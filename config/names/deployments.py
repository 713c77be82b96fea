"""What CodeDeploy and ECS change of an environment."""

from dataclasses import dataclass

from config.model import Environment, Pipeline
from config.names.environment import environment_name, environment_region, fleet_name


@dataclass(frozen=True)
class CodeDeployArns:
    pipeline: Pipeline
    environment: Environment

    @property
    def application(self) -> str:
        return self._arn(f"application:{environment_name(self.pipeline, self.environment)}")

    @property
    def group(self) -> str:
        name = environment_name(self.pipeline, self.environment)
        return self._arn(f"deploymentgroup:{name}/{name}")

    def fleet(self, colour: str) -> str:
        """The deployment group of one of the two fleets."""
        application = environment_name(self.pipeline, self.environment)
        return self._arn(f"deploymentgroup:{application}/{fleet_name(self.pipeline, self.environment, colour)}")

    def config(self, name: str) -> str:
        return self._arn(f"deploymentconfig:{name}")

    def _arn(self, resource: str) -> str:
        region = environment_region(self.pipeline, self.environment)
        return f"arn:aws:codedeploy:{region}:{self.environment.account}:{resource}"


@dataclass(frozen=True)
class EcsArns:
    """Cluster, service and family of task definitions are called after the environment."""

    pipeline: Pipeline
    environment: Environment

    @property
    def cluster(self) -> str:
        return self._arn(f"cluster/{self._name}")

    @property
    def service(self) -> str:
        return self._arn(f"service/{self._name}/{self._name}")

    @property
    def task_sets(self) -> str:
        return self._arn(f"task-set/{self._name}/{self._name}/*")

    @property
    def task_definitions(self) -> str:
        return self._arn(f"task-definition/{self._name}:*")

    @property
    def anything(self) -> str:
        return self._arn("*")

    @property
    def _name(self) -> str:
        return environment_name(self.pipeline, self.environment)

    def _arn(self, resource: str) -> str:
        region = environment_region(self.pipeline, self.environment)
        return f"arn:aws:ecs:{region}:{self.environment.account}:{resource}"
