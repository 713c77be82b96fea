"""How large a function is."""

from pydantic import Field

from config.model.value import Value


class Function(Value):
    """The Lambda function of an environment."""

    memory_mb: int = Field(default=256, ge=128, le=10240)
    """Memory of an instance of the function; its share of a processor follows from it."""
    timeout_seconds: int = Field(default=10, ge=1, le=900)
    """How long one request may take."""
    reserved_concurrency: int | None = Field(default=None, ge=1, le=1000)
    """Requests at a time, kept for this function and its limit; absent: what the account has left."""
