import socket
from collections.abc import Iterator

import pytest

from tests.unit.codedeploy.local_aws import BUCKET, HERE, REGION, LocalAws, launch, until


@pytest.fixture(scope="session")
def local_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    """The stack of template.json, with version one deployed to its two instances."""
    with launch(tmp_path_factory.mktemp("codedeploy")) as made:
        stack = made.stack("create", TemplateBody=(HERE / "template.json").read_text())
        assert stack["StackStatus"] == "CREATE_COMPLETE"
        where = {"LocationConstraint": REGION}
        made.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
        first = made.ended(made.start(made.upload("one")))
        assert first["status"] == "Succeeded", first
        yield made
        leave_nothing(made)


def leave_nothing(local_aws: LocalAws) -> None:
    """Deleting the stack ends its instances and closes its load balancer."""
    local_aws.client("cloudformation").delete_stack(StackName="web")
    until(lambda: [s for s in local_aws.client("cloudformation").list_stacks()["StackSummaries"]
                   if s["StackStatus"] != "DELETE_COMPLETE"], lambda left: left == [])  # fmt: skip
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((f"{local_aws.settings.network}.1.1", 8080))
    assert list((local_aws.settings.folder / "instances").rglob("i-*")) == []
