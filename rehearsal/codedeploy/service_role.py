"""CodeDeploy's own calls to other services, made with the deployment group's service role."""

from typing import Any

from botocore.exceptions import ClientError
from ministack.core.responses import get_region

from rehearsal.codedeploy.deployment import Error
from rehearsal.codedeploy.store import Group
from rehearsal.server.credentials import assume_as_service, client
from rehearsal.server.service import ApiError

PRINCIPAL = "codedeploy.amazonaws.com"
DENIED = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation")


class ServiceRole:
    """Raises ApiError(AccessDenied) if the role does not trust CodeDeploy on behalf of this group."""

    def __init__(self, group: Group, session_name: str) -> None:
        self.role_arn = group.info["serviceRoleArn"]
        self._region = get_region()
        self._clients: dict[str, Any] = {}
        self._credentials = assume_as_service(
            self.role_arn, PRINCIPAL, session_name, source_arn=group.arn, region=self._region
        )

    def client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = client(service, self._credentials, self._region)
        return self._clients[service]


def denial(error: Exception, role_arn: str) -> Error | None:
    """The deployment's error when `error` says that the service role may not do something."""
    code = error.code if isinstance(error, ApiError) else None
    if isinstance(error, ClientError):
        code = error.response["Error"]["Code"]
    if code in DENIED:
        return Error(
            "IAM_ROLE_PERMISSIONS",
            f"The IAM role {role_arn} does not give you permission to perform operations in an AWS service. {error}",
        )
    return None
