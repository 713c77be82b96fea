"""The image of an application on ECS."""

from config.model import Pipeline
from config.names.pipeline import tools_arn

IMAGE_PARAMETER = "Image"  # of an ECS environment's stack: what this execution of the pipeline built
IMAGE_PLACEHOLDER = "IMAGE1_NAME"  # in a task definition, <IMAGE1_NAME>: CodeDeployToECS puts the image there


def image_repository_name(config: Pipeline) -> str:
    return config.application


def image_repository_arn(config: Pipeline) -> str:
    return tools_arn(config, "ecr", f"repository/{image_repository_name(config)}")


def image_repository_uri(config: Pipeline) -> str:
    tools = config.tools
    return f"{tools.account}.dkr.ecr.{tools.region}.amazonaws.com/{image_repository_name(config)}"
