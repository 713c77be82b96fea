"""Which strategies each target has, and which keys of pipeline.yml mean something to them."""

from config.model import Environment

# The first is that of an environment which names none.
STRATEGIES: dict[str, tuple[str, ...]] = {
    "ec2": ("in-place", "blue-green"),
    "lambda": ("canary", "linear", "all-at-once"),
}

# Parts of an environment that only one target has.
PART_OF_TARGET = {"capacity": "ec2", "function": "lambda"}

SHIFTING = ("canary", "linear")

# Keys of an environment's parts that mean something to some strategies only.
STRATEGIES_OF_KEY = {
    ("traffic", "percent"): SHIFTING,
    ("traffic", "interval_minutes"): SHIFTING,
    ("traffic", "keep_minutes"): ("blue-green",),
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
