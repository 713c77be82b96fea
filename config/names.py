"""Names that follow from pipeline.yml alone, so that no stack needs another account's outputs.

IAM role names are at most 64 characters, S3 bucket names 63, target group names 32: `application`
and an environment's `name` are at most 20 each (config.model.Name).
"""

from config.model import Environment, Pipeline

PIPELINE_STACK = "Pipeline"  # construct id, as in `cdk deploy Pipeline`


def pipeline_name(config: Pipeline) -> str:
    return config.application


def pipeline_stack_name(config: Pipeline) -> str:
    return f"{config.application}-pipeline"


def pipeline_arn(config: Pipeline) -> str:
    tools = config.tools
    return f"arn:aws:codepipeline:{tools.region}:{tools.account}:{pipeline_name(config)}"


def artifact_bucket_name(config: Pipeline) -> str:
    return f"{config.application}-artifacts-{config.tools.account}-{config.tools.region}"


def tools_role_name(config: Pipeline, duty: str) -> str:
    return f"{config.application}-{duty}"


def tools_role_arn(config: Pipeline, duty: str) -> str:
    return f"arn:aws:iam::{config.tools.account}:role/{tools_role_name(config, duty)}"


def project_name(config: Pipeline, duty: str) -> str:
    return f"{config.application}-{duty}"


def environment_name(config: Pipeline, environment: Environment) -> str:
    """Stack, CodeDeploy application, deployment group and Auto Scaling group of an environment."""
    return f"{config.application}-{environment.name}"


def environment_region(config: Pipeline, environment: Environment) -> str:
    return environment.region or config.tools.region


def environment_role_name(config: Pipeline, environment: Environment, duty: str) -> str:
    return f"{environment_name(config, environment)}-{duty}"


def environment_role_arn(config: Pipeline, environment: Environment, duty: str) -> str:
    name = environment_role_name(config, environment, duty)
    return f"arn:aws:iam::{environment.account}:role/{name}"


def bootstrap_role_arn(account: str, region: str, duty: str) -> str:
    """A role that `cdk bootstrap` makes: duty is deploy-role or cfn-exec-role."""
    return f"arn:aws:iam::{account}:role/cdk-hnb659fds-{duty}-{account}-{region}"
