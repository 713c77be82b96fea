"""What pipeline.yml chose, as the tables of exceptions ask it."""

from config.model import Environment, Pipeline


def own_log_bucket(pipeline: Pipeline, environment: Environment | None) -> bool:
    return pipeline.security.access_logs_bucket is None


def plain_http(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and environment.network.certificate is None


def open_to_all(pipeline: Pipeline, environment: Environment | None) -> bool:
    return environment is not None and "0.0.0.0/0" in environment.network.allow


def plain_http_to_all(pipeline: Pipeline, environment: Environment | None) -> bool:
    return plain_http(pipeline, environment) and open_to_all(pipeline, environment)
