import json
from collections.abc import Iterator

import pytest

from tests.unit.codedeploy.local_aws import launch
from tests.unit.ecs.containers import Containers, template


@pytest.fixture(scope="module")
def containers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Containers]:
    """A service of two tasks that answer with `one`, behind a listener and a test listener."""
    with launch(tmp_path_factory.mktemp("ecs")) as aws:
        made = Containers(aws)
        made.client("ecr").create_repository(repositoryName="web", imageTagMutability="IMMUTABLE")
        stack = made.aws.stack("create", TemplateBody=json.dumps(template(made.push("one"))))
        assert stack["StackStatus"] == "CREATE_COMPLETE", made.failures()
        yield made
