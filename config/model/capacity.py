"""How large an environment is."""

from pydantic import Field

from config.fields import InstanceType, MinimumHealthy
from config.model.value import Value


class Capacity(Value):
    """The Auto Scaling group of an environment."""

    instance_type: InstanceType = "t3.micro"
    """EC2 instance type of its hosts."""
    min: int = Field(default=1, ge=0, le=1000)
    """Fewest hosts; with strategy in-place only."""
    desired: int = Field(default=2, ge=1, le=1000)
    """Hosts at first, with strategy blue-green of each release; a deployment to none fails."""
    max: int = Field(default=4, ge=1, le=1000)
    """Most hosts."""
    minimum_healthy: MinimumHealthy = "50%"
    """Hosts that stay in service during a deployment: "1" or "50%" (rounded up); "0": all at once, and nothing answers
    meanwhile; with strategy in-place only."""
