"""How a release shifts the alias: a configuration of CodeDeploy's own where one fits, else one of the stack's.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
"""

from aws_cdk import Duration
from aws_cdk import aws_codedeploy as codedeploy
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from config.strategies import strategy_of

CANARY = {minutes: f"CANARY_10_PERCENT_{minutes}_MINUTES" for minutes in (5, 10, 15, 30)}
LINEAR = {
    1: "LINEAR_10_PERCENT_EVERY_1_MINUTE",
    **{minutes: f"LINEAR_10_PERCENT_EVERY_{minutes}_MINUTES" for minutes in (2, 3, 10)},
}


def deployment_config(
    scope: Construct, config: Pipeline, environment: Environment
) -> codedeploy.ILambdaDeploymentConfig:
    """One of the stack's own cannot be changed, only replaced: what it says is part of its name."""
    strategy, traffic = strategy_of(environment), environment.traffic
    if strategy == "all-at-once":
        return codedeploy.LambdaDeploymentConfig.ALL_AT_ONCE
    own = {"canary": CANARY, "linear": LINEAR}[strategy].get(traffic.interval_minutes)
    if traffic.percent == 10 and own:
        return getattr(codedeploy.LambdaDeploymentConfig, own)  # type: ignore[no-any-return]
    routing = {"canary": codedeploy.TimeBasedCanaryTrafficRouting, "linear": codedeploy.TimeBasedLinearTrafficRouting}
    name = names.environment_name(config, environment)
    return codedeploy.LambdaDeploymentConfig(
        scope,
        "Config",
        deployment_config_name=f"{name}-{strategy}-{traffic.percent}-percent-{traffic.interval_minutes}-minutes",
        traffic_routing=routing[strategy](
            interval=Duration.minutes(traffic.interval_minutes), percentage=traffic.percent
        ),
    )
