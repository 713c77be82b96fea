"""What an environment is made of, in its account."""

from hashlib import sha256

from config.model import Environment, Pipeline
from config.names.accounts import bootstrap_role_arn
from config.strategies import is_by_state_machine

COLOURS = ("blue", "green")  # the two fleets of an environment that is released blue-green


def environment_name(config: Pipeline, environment: Environment) -> str:
    """Stack, CodeDeploy application, deployment group and Auto Scaling group of an environment."""
    return f"{config.application}-{environment.name}"


def fleet_name(config: Pipeline, environment: Environment, colour: str) -> str:
    """The Auto Scaling group and the deployment group of one of the two fleets."""
    return f"{environment_name(config, environment)}-{colour}"


def environment_region(config: Pipeline, environment: Environment) -> str:
    return environment.region or config.tools.region


def environment_role_name(config: Pipeline, environment: Environment, duty: str) -> str:
    return f"{environment_name(config, environment)}-{duty}"


def environment_role_arn(config: Pipeline, environment: Environment, duty: str) -> str:
    name = environment_role_name(config, environment, duty)
    return f"arn:aws:iam::{environment.account}:role/{name}"


def deploy_role_arn(config: Pipeline, environment: Environment) -> str:
    """Creates and executes change sets in the environment's account."""
    region = environment_region(config, environment)
    return bootstrap_role_arn(environment.account, region, "deploy-role")


def execution_role_arn(config: Pipeline, environment: Environment) -> str:
    """What CloudFormation itself runs as in the environment's account."""
    region = environment_region(config, environment)
    return bootstrap_role_arn(environment.account, region, "cfn-exec-role")


def group_names(config: Pipeline, environment: Environment) -> list[str]:
    """Of an environment's Auto Scaling groups."""
    if environment.target != "ec2":
        return []
    by_colour = [fleet_name(config, environment, colour) for colour in COLOURS]
    return by_colour if is_by_state_machine(environment) else [environment_name(config, environment)]


def flow_log_group_name(config: Pipeline, environment: Environment) -> str:
    return f"/slipway/{environment_name(config, environment)}/flow-logs"


def agent_log_group_name(config: Pipeline, environment: Environment) -> str:
    return f"/slipway/{environment_name(config, environment)}/agents"


def task_log_group_name(config: Pipeline, environment: Environment) -> str:
    return f"/slipway/{environment_name(config, environment)}/tasks"


def web_acl_name(config: Pipeline, environment: Environment) -> str:
    return environment_name(config, environment)


def web_acl_log_group_name(config: Pipeline, environment: Environment) -> str:
    """WAF writes to log groups whose name begins so, and to no others."""
    return f"aws-waf-logs-{environment_name(config, environment)}"


def web_acl_log_group_arn(config: Pipeline, environment: Environment) -> str:
    region = environment_region(config, environment)
    name = web_acl_log_group_name(config, environment)
    return f"arn:aws:logs:{region}:{environment.account}:log-group:{name}"


def load_balancer_name(config: Pipeline, environment: Environment) -> str:
    """At most 32 characters; the prefix keeps it clear of `internal-`, which AWS reserves."""
    return shortened(f"lb-{environment_name(config, environment)}", 32)


def target_group_name(config: Pipeline, environment: Environment, color: str = "") -> str:
    """`color`: which of two, where a release moves requests from one to the other."""
    return shortened("-".join(filter(None, (environment_name(config, environment), color))), 32)


def shortened(name: str, limit: int) -> str:
    """The name itself if it fits, else its beginning and a digest of the whole."""
    if len(name) <= limit:
        return name
    return f"{name[: limit - 9].rstrip('-')}-{sha256(name.encode()).hexdigest()[:8]}"
