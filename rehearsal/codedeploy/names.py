"""The rule for the names of applications, deployment groups and deployment configurations."""

from rehearsal.server.service import ApiError

MAXIMUM = 100  # API reference: length constraints of each name


def checked(name: str, error_code: str) -> str:
    """`name` itself. Raises ApiError(error_code) if CodeDeploy would not take it."""
    if not 1 <= len(name) <= MAXIMUM:
        raise ApiError(error_code, f"A name has 1 to {MAXIMUM} characters; {name!r} has {len(name)}")
    return name
