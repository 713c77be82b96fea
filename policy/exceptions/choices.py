"""What pipeline.yml chose, as the exceptions ask it."""

from collections.abc import Callable

from config import branches, places
from config.model import Environment, Pipeline
from config.strategies import is_asked_for_returns, is_by_state_machine, is_told_of_rollbacks, needs_image, strategy_of

Choice = Callable[[Pipeline, Environment | None], bool]
"""Did pipeline.yml choose it? The environment is None for the pipeline's own stack."""


def on(target: str, *also: Choice) -> Choice:
    """Of environments on a target, where all of `also` are chosen."""

    def is_chosen(pipeline: Pipeline, environment: Environment | None) -> bool:
        runs_there = environment is not None and environment.target == target
        return runs_there and all(one(pipeline, environment) for one in also)

    return is_chosen


def without_reserve(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and environment.function.reserved_concurrency is None


def functions_anywhere(pipeline: Pipeline, environment: Environment | None) -> bool:
    return not pipeline.security.vpc_only_lambda


def functions_in_a_network(pipeline: Pipeline, environment: Environment | None) -> bool:
    return pipeline.security.vpc_only_lambda


def all_at_once(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and strategy_of(environment) in ("all-at-once", "blue-green")


def looked_at_releases(pipeline: Pipeline, environment: Environment | None) -> bool:
    """By the tools account, to tell people: those of a state machine."""
    if environment is None or not is_by_state_machine(environment):
        return False
    return is_told_of_rollbacks(pipeline, environment) or is_asked_for_returns(pipeline, environment)


def builds_image(pipeline: Pipeline, environment: Environment | None) -> bool:
    return needs_image(pipeline)


def own_log_bucket(pipeline: Pipeline, environment: Environment | None) -> bool:
    return pipeline.security.access_logs_bucket is None


def existing_log_bucket(pipeline: Pipeline, environment: Environment | None) -> bool:
    return pipeline.security.access_logs_bucket is not None


def own_trail(pipeline: Pipeline, environment: Environment | None) -> bool:
    return pipeline.audit.trail is None


def no_replica(pipeline: Pipeline, environment: Environment | None) -> bool:
    return pipeline.security.artifact_replica is None


def replica_elsewhere(pipeline: Pipeline, environment: Environment | None) -> bool:
    replica = pipeline.security.artifact_replica
    known = (pipeline.tools.region, *places.other_regions(pipeline))  # in which there are stacks
    return replica is not None and replica.key.split(":")[3] not in known


def updates_the_stack(pipeline: Pipeline, environment: Environment | None) -> bool:
    return branches.updates_the_stack(pipeline)


def in_other_regions(pipeline: Pipeline, environment: Environment | None) -> bool:
    return bool(places.other_regions(pipeline))


def no_web_acl(pipeline: Pipeline, environment: Environment | None) -> bool:
    return not pipeline.security.web_acl


def plain_http(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and environment.network.certificate is None


def open_to_all(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and "0.0.0.0/0" in environment.network.allow


def bakes_in_regions(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and bool(environment.bake and environment.regions)


def in_place(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and strategy_of(environment) == "in-place"


def other_than_half(pipeline: Pipeline, environment: Environment | None) -> bool:
    """Of the hosts stay in service while a release is deployed."""
    return environment is not None and environment.capacity.minimum_healthy != "50%"


def blue_green(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and strategy_of(environment) == "blue-green"


def own_network(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and environment.network.vpc_id is None


def existing_network(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and environment.network.vpc_id is not None


def started_by_a_rule(pipeline: Pipeline, environment: Environment | None) -> bool:
    return pipeline.source.provider in ("codecommit", "s3")


def tells_people(pipeline: Pipeline, environment: Environment | None) -> bool:
    return bool(pipeline.notifications.emails)


def asks_people(pipeline: Pipeline, environment: Environment | None) -> bool:
    shared = any(one.asked and not one.asked.emails for one in pipeline.environments)
    return tells_people(pipeline, environment) and shared


def asks_own_people(pipeline: Pipeline, environment: Environment | None) -> bool:
    return any(one.asked and one.asked.emails for one in pipeline.environments)


def asks_nobody_at_last(pipeline: Pipeline, environment: Environment | None) -> bool:
    return any(not one.approval for one in pipeline.environments[-1:])


def asks_nobody_in(name: str) -> Choice:
    """Of an environment that is not the last."""

    def is_chosen(pipeline: Pipeline, environment: Environment | None) -> bool:
        return any(one.name == name and not one.approval for one in pipeline.environments[:-1])

    return is_chosen


def public_subnet(number: int) -> Choice:
    """CDK makes one for each zone, two where pipeline.yml names none."""

    def is_made(pipeline: Pipeline, environment: Environment | None) -> bool:
        if environment is None or environment.network.vpc_id is not None:
            return False
        return number <= (len(environment.network.availability_zones) or 2)

    return is_made


def plain_http_to_all(pipeline: Pipeline, environment: Environment | None) -> bool:
    return plain_http(pipeline, environment) and open_to_all(pipeline, environment)
