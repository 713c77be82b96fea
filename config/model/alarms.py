"""What must not happen to those who use the application: by a release, and at any other time."""

from pydantic import Field

from config.model.value import Value


class Alarms(Value):
    """CodeDeploy rolls back when one of these goes off during a deployment, but for `outage_percent`: it tells only."""

    http_5xx_percent: float = Field(default=5.0, gt=0, le=100)
    """Share of requests that the application answers with an error."""
    latency_p95_seconds: float = Field(default=1.0, gt=0, le=60)
    """Response time that 95 of 100 requests keep below. After 60 seconds the load balancer gives a request up."""
    unhealthy_hosts: int = Field(default=1, ge=1)
    """ec2, ecs: hosts that fail the load balancer's health check while others serve."""
    function_errors: int = Field(default=1, ge=1)
    """lambda: calls of the function in a minute that end in an error."""
    function_throttles: int = Field(default=1, ge=1)
    """lambda: calls of the function in a minute that are refused, since too many are under way."""
    outage_percent: float = Field(default=50.0, gt=0, le=100)
    """ec2, ecs: share of requests that no host or task answers: the load balancer does, with an error of its own."""
