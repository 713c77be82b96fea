"""Which strategies each target has, and which keys of pipeline.yml mean something to them."""

from config.model import Environment

# The first is that of an environment which names none.
STRATEGIES: dict[str, tuple[str, ...]] = {"ec2": ("in-place",), "lambda": ("canary", "linear", "all-at-once")}

# Parts of an environment that only one target has.
PART_OF_TARGET = {"capacity": "ec2", "function": "lambda"}

SHIFTING = ("canary", "linear")

# `traffic` moves requests in steps; what stays for an instant return is the former version of these.
STRATEGIES_OF_KEY = {"percent": SHIFTING, "interval_minutes": SHIFTING, "keep_minutes": ("blue-green",)}


# Strategies of which CodePipeline has no action: a state machine in the environment's account carries them out.
BY_STATE_MACHINE: dict[str, tuple[str, ...]] = {"lambda": ("all-at-once", "canary", "linear")}


def is_by_state_machine(environment: Environment) -> bool:
    return strategy_of(environment) in BY_STATE_MACHINE.get(environment.target, ())


def strategy_of(environment: Environment) -> str:
    return environment.strategy or STRATEGIES[environment.target][0]
