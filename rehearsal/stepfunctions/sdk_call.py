"""A Task state that calls an API of AWS: `arn:aws:states:::aws-sdk:codedeploy:getDeployment`.

https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
"""

from typing import Any, NoReturn

from botocore import xform_name
from botocore.exceptions import ClientError, ParamValidationError
from ministack.core.responses import get_region
from ministack.services.stepfunctions import _ExecutionError

from rehearsal.server.credentials import client
from rehearsal.stepfunctions import sdk_names
from rehearsal.stepfunctions.acting import NoRoleError, NotTakenOnError, credentials

PREFIX = "arn:aws:states:::aws-sdk:"
Arguments = dict[str, Any]


def invoke(resource: str, arguments: Arguments) -> Any:
    """The answer in Step Functions' spelling. Raises MiniStack's error, which Retry and Catch of the state see."""
    service, _, action = resource.removeprefix(PREFIX).partition(":")
    if not resource.startswith(PREFIX) or not action.isalnum():
        _unsupported(resource)
    try:
        calling = client(sdk_names.client_name(service), credentials(), get_region())
        operation = calling.meta.service_model.operation_model(action[0].upper() + action[1:])
        shape = operation.input_shape
        given = sdk_names.request(arguments, shape) if shape is not None else {}
        answer = getattr(calling, xform_name(operation.name))(**given)
    except ClientError as error:
        model = calling.meta.service_model
        raise _ExecutionError(sdk_names.error(error, model), _cause(error, model.service_id)) from error
    except NotTakenOnError as error:
        raise _ExecutionError("States.Permissions", str(error)) from error
    except (NoRoleError, ParamValidationError, sdk_names.UnknownNameError) as error:
        raise _ExecutionError("States.Runtime", str(error)) from error
    return sdk_names.response(answer, operation.output_shape)


def refuse_callback(resource: str, *details: Any) -> NoReturn:
    """A state that waits for a task token."""
    _unsupported(resource)


def _unsupported(resource: str) -> NoReturn:
    raise _ExecutionError("States.Runtime", f"The rehearsal has Task states of aws-sdk:<service>:<action>: {resource}")


def _cause(error: ClientError, service: str) -> str:
    """As the Java SDK says it, which makes the calls at AWS."""
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return f"{error.response['Error']['Message']} (Service: {service}, Status Code: {status})"
