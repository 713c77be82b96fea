from typing import Any

import pytest

from policy.rules.ecs.container_image_cannot_change import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of


def _task(container: dict[str, Any]) -> dict[str, Any]:
    return {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [{"Name": "web", **container}]}}


CASES: list[tuple[Any, list[str]]] = [
    ({"Image": "public.ecr.aws/nginx/nginx@sha256:0123"}, []),
    ({"Image": {"Ref": "Image"}}, []),
    ({"Image": {"Fn::Sub": "${Image}"}}, []),
    ({"Image": "nginx:latest"}, ["Image::web nginx:latest"]),
    ({"Image": {"Ref": "Repository"}}, ["Image::web ${Repository}"]),
    ({}, ["Image::web none"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((stack_of({"Task": _task(given)}, Parameters={"Image": {"Type": "String"}}),))
    assert details(check, assembly) == found
