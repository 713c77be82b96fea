"""What carries out a release, and what it watches."""

from config.model import Environment, Pipeline
from config.names.environment import environment_name, environment_region

BAKE = "bake"  # the duty of the role that watches the alarms of a release
RELEASE_ALARMS = {  # by target; at most five, one rule each
    "ec2": ("http-5xx", "latency-p95", "unhealthy-hosts"),
    "ecs": ("blue-http-5xx", "blue-latency-p95", "green-http-5xx", "green-latency-p95", "unhealthy-hosts"),
    "lambda": ("http-5xx", "latency-p95", "function-errors", "function-throttles"),
}
OUTAGE = "outage"  # the alarm that tells only: a first release must survive it
HARM = "harm"  # the alarm that stands for all of these where there are several regions: a condition has five rules
RELEASE_MACHINE = "release-machine"  # the duty of the role of a release's state machine
LIVE_ALIAS = "live"  # of a function: what requests go to
VERSION_HOOK, ALIAS_HOOK = "verify-version", "verify-alias"  # duties of the functions that check a release


def alarm_name(config: Pipeline, environment: Environment, what: str) -> str:
    return f"{environment_name(config, environment)}-{what}"


def told_alarms(place: Environment) -> tuple[str, ...]:
    """Those that people are told of. Whatever Lambda does not answer are errors and throttles of the function."""
    return (*RELEASE_ALARMS[place.target], *(() if place.target == "lambda" else (OUTAGE,)))


def baked_alarms(place: Environment) -> tuple[str, ...]:
    """Of the alarms of a place, those that the pipeline watches while a release bakes."""
    return (HARM,) if place.regions else RELEASE_ALARMS[place.target]


def baked_alarm_arns(config: Pipeline, place: Environment) -> list[str]:
    where = f"{environment_region(config, place)}:{place.account}"
    named = (alarm_name(config, place, what) for what in baked_alarms(place))
    return [f"arn:aws:cloudwatch:{where}:alarm:{name}" for name in named]


def release_machine_name(config: Pipeline, environment: Environment) -> str:
    """The state machine that carries a release out."""
    return f"{environment_name(config, environment)}-release"


def release_machine_arn(config: Pipeline, environment: Environment) -> str:
    region = environment_region(config, environment)
    return f"arn:aws:states:{region}:{environment.account}:stateMachine:{release_machine_name(config, environment)}"


def release_execution_arns(config: Pipeline, environment: Environment) -> str:
    """Of every execution."""
    return f"{release_machine_arn(config, environment).replace(':stateMachine:', ':execution:')}:*"


def release_log_group_name(config: Pipeline, environment: Environment) -> str:
    """With the prefix for which Step Functions needs no resource policy of its own for each group.

    https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
    """
    return f"/aws/vendedlogs/states/{release_machine_name(config, environment)}"


def function_arn(config: Pipeline, environment: Environment, name: str) -> str:
    region = environment_region(config, environment)
    return f"arn:aws:lambda:{region}:{environment.account}:function:{name}"


def hook_name(config: Pipeline, environment: Environment, duty: str) -> str:
    """Of a function that checks a release. Its code knows by this name whom to ask (hook_code.py)."""
    return f"{environment_name(config, environment)}-{duty}"


def function_names(config: Pipeline, environment: Environment) -> list[str]:
    """Of all functions of an environment on Lambda."""
    hooks = [hook_name(config, environment, duty) for duty in (VERSION_HOOK, ALIAS_HOOK)]
    return [environment_name(config, environment), *hooks]


def function_log_group_name(function: str) -> str:
    return f"/aws/lambda/{function}"
