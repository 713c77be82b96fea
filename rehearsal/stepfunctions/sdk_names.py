"""How Step Functions spells the APIs of AWS: members begin with a capital, acronyms are words (KMSKeyArn: KmsKeyArn).

https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html: "Parameters in Step Functions are
expressed in PascalCase, even if the native service API is in camelCase"; errors are those of the Java SDK,
`ServiceName.NameException`, and `ServiceName.ServiceNameException` where the API's model has no such error.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError
from botocore.model import ServiceModel, Shape

# Names of the Java SDK that differ from boto3's.
CLIENTS = {"elasticloadbalancingv2": "elbv2", "elasticloadbalancing": "elb", "sfn": "stepfunctions"}
ACRONYM = re.compile(r"([A-Z])([A-Z]+)(?=[A-Z][a-z]|[^A-Za-z]|$)")


class UnknownNameError(Exception):
    """A state gives a parameter that the API does not have."""


def client_name(service: str) -> str:
    return CLIENTS.get(service, service)


def spelled(member: str) -> str:
    """`deploymentId` -> `DeploymentId`, `DBClusterARN` -> `DbClusterArn`."""
    worded = ACRONYM.sub(lambda found: found[1] + found[2].lower(), member)
    return worded[:1].upper() + worded[1:]


def request(value: Any, shape: Shape) -> Any:
    """A state's arguments in the API's spelling. Raises UnknownNameError."""
    if shape.type_name == "structure" and isinstance(value, Mapping):
        members = {spelled(name): name for name in shape.members}
        unknown = sorted(value.keys() - members.keys())
        if unknown:
            raise UnknownNameError(f"The field {', '.join(map(repr, unknown))} is not supported by Step Functions")
        return {members[name]: request(each, shape.members[members[name]]) for name, each in value.items()}
    if shape.type_name == "list" and isinstance(value, list):
        return [request(each, shape.member) for each in value]
    if shape.type_name == "map" and isinstance(value, Mapping):
        return {name: request(each, shape.value) for name, each in value.items()}
    return value


def response(value: Any, shape: Shape | None) -> Any:
    """An answer of boto3 in Step Functions' spelling, as JSON."""
    if shape is None:
        return {}
    if shape.type_name == "structure":
        return {spelled(name): response(value[name], each) for name, each in shape.members.items() if name in value}
    if shape.type_name == "list":
        return [response(each, shape.member) for each in value]
    if shape.type_name == "map":
        return {name: response(each, shape.value) for name, each in value.items()}
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if shape.type_name == "blob":
        return (value if isinstance(value, bytes) else value.read()).decode()
    return value


def error(raised: ClientError, service: ServiceModel) -> str:
    """The error's name, for Retry and Catch."""
    name = re.sub(r"[^A-Za-z0-9]", "", service.service_id)
    name = spelled(name.replace("v2", "V2"))
    shape = service.shape_for_error_code(raised.response["Error"]["Code"])
    kind = shape.name if shape is not None else name
    return f"{name}.{kind if kind.endswith('Exception') else kind + 'Exception'}"
