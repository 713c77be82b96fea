"""Which strategies each target has, and which keys of pipeline.yml mean something to them."""

from config.model import Environment, Pipeline

# The first is that of an environment which names none.
STRATEGIES: dict[str, tuple[str, ...]] = {
    "ec2": ("in-place", "blue-green"),
    "ecs": ("blue-green", "canary", "linear"),
    "lambda": ("canary", "linear", "all-at-once"),
}

# Parts of an environment that only one target has.
PART_OF_TARGET = {"capacity": "ec2", "task": "ecs", "function": "lambda"}

# Keys of an environment's alarms that its target has.
_OF_REQUESTS = ("http_5xx_percent", "latency_p95_seconds")
ALARMS_OF_TARGET = {
    "ec2": (*_OF_REQUESTS, "unhealthy_hosts", "outage_percent"),
    "ecs": (*_OF_REQUESTS, "unhealthy_hosts", "outage_percent"),
    "lambda": (*_OF_REQUESTS, "function_errors", "function_throttles"),
}

SHIFTING = ("canary", "linear")

# Keys of an environment's parts that mean something to some strategies only.
STRATEGIES_OF_KEY = {
    ("traffic", "percent"): SHIFTING,
    ("traffic", "interval_minutes"): SHIFTING,
    ("capacity", "min"): ("in-place",),  # of two fleets one is empty: neither has a least size
    ("capacity", "minimum_healthy"): ("in-place",),  # a fleet is released to before it serves
}

# Strategies of which CodePipeline has no action: a state machine in the environment's account carries them out.
BY_STATE_MACHINE: dict[str, tuple[str, ...]] = {
    "ec2": ("blue-green",),
    "lambda": ("all-at-once", "canary", "linear"),
}


def is_by_state_machine(environment: Environment) -> bool:
    return strategy_of(environment) in BY_STATE_MACHINE.get(environment.target, ())


def strategy_of(environment: Environment) -> str:
    return environment.strategy or STRATEGIES[environment.target][0]


def keeps_former(environment: Environment) -> bool:
    """Whether the former version stays for an instant return: CodeDeploy ends every task set of ECS so."""
    return environment.target == "ecs" or strategy_of(environment) == "blue-green"


def returns_by_hand(place: Environment) -> bool:
    """Whether somebody may give the requests back to the former version without a release."""
    return place.target == "ec2" and strategy_of(place) == "blue-green"


def needs_image(pipeline: Pipeline) -> bool:
    """Whether some environment runs a container image, which the pipeline builds once for all of them."""
    return any(environment.target == "ecs" for environment in pipeline.environments)


def is_told_of_rollbacks(config: Pipeline, place: Environment) -> bool:
    """Whether CodeDeploy rolls back by a deployment of its own, in a region where it can be asked about it.

    A fleet that is not fit gets no requests: there is nothing to roll back.
    """
    by_deployment = place.target == "lambda" or not is_by_state_machine(place)
    return by_deployment and _can_be_asked(config, place)


def is_asked_for_returns(config: Pipeline, place: Environment) -> bool:
    """Whether the state machine of its releases can be asked for its last execution."""
    return _can_be_asked(config, place) and returns_by_hand(place)


def _can_be_asked(config: Pipeline, place: Environment) -> bool:
    """By the tools account's state machine: Step Functions calls no other region than its own."""
    return place.region in (None, config.tools.region)
