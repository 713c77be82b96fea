"""What each alarm of an environment says of itself, to whoever subscribes to its topic: what it means, what to do."""

from config import names
from config.model import Pipeline
from config.runbook import runbook

MEANS = {
    "http-5xx": "The application answers too many requests with an error",
    "latency-p95": "One request in twenty takes too long",
    "unhealthy-hosts": "Hosts fail their health check while others serve",
    "function-errors": "Calls of the function end in an error",
    "function-throttles": "Calls of the function are refused: too many are under way",
    names.OUTAGE: "Nothing answers the requests: the load balancer does, with an error",
    names.HARM: "Something is over its limit that stops a release; the pipeline asks this alarm while a release bakes",
}


def description(config: Pipeline, what: str) -> str:
    return f"{MEANS[_of_either_group(what)]}: {runbook(config, 'alarm')}"


def _of_either_group(what: str) -> str:
    """On ECS an alarm of one of two target groups has its colour in front."""
    colour, _, kind = what.partition("-")
    return kind if colour in names.COLOURS else what
