"""The AppSpec of an ECS deployment -> values. Strict: what the rehearsal cannot do is refused by name.

https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html#reference-appspec-file-structure-resources-ecs
"""

import io
import json
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from rehearsal.server.service import ApiError

KNOWN = {"TaskDefinition", "LoadBalancerInfo", "PlatformVersion"}


@dataclass(frozen=True)
class EcsRevision:
    task_definition: str  # ARN
    container: str
    port: int

    def of(self, task_definition: str) -> dict[str, Any]:
        """A revision like this one of another task definition, as CreateDeployment takes it."""
        front = {"ContainerName": self.container, "ContainerPort": self.port}
        properties = {"TaskDefinition": task_definition, "LoadBalancerInfo": front}
        resource = {"TargetService": {"Type": "AWS::ECS::Service", "Properties": properties}}
        content = json.dumps({"version": 0.0, "Resources": [resource]})
        return {"revisionType": "AppSpecContent", "appSpecContent": {"content": content}}


def parse(revision: dict[str, Any]) -> EcsRevision:
    """Raises ApiError."""
    if revision.get("revisionType") != "AppSpecContent":
        raise _wrong("the rehearsal deploys to ECS from an AppSpecContent only")
    try:
        spec = YAML(typ="safe").load(io.StringIO(revision["appSpecContent"]["content"]))
        [resource] = spec["Resources"]
        [target] = resource.values()
        properties = target["Properties"]
        front = properties["LoadBalancerInfo"]
        found = EcsRevision(properties["TaskDefinition"], front["ContainerName"], int(front["ContainerPort"]))
    except (YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise _wrong(f"no AppSpec of one ECS service: {error!r}") from None
    refused = sorted({*(properties.keys() - KNOWN), *(["Hooks"] if spec.get("Hooks") else [])})
    if refused or target.get("Type") != "AWS::ECS::Service":
        raise _wrong(f"the rehearsal does not have {', '.join(refused) or target.get('Type')} of an ECS AppSpec")
    return found


def _wrong(message: str) -> ApiError:
    return ApiError("InvalidRevisionException", f"AppSpec: {message}")
