from collections.abc import Iterator

import pytest

from tests.unit.codedeploy.local_aws import BUCKET, HERE, REGION, LocalAws, launch


@pytest.fixture(scope="session")
def local_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    """The stack of template.json, with version one deployed to its two instances."""
    made = launch(tmp_path_factory.mktemp("codedeploy"), 4591, "127.91")
    try:
        stack = made.stack("create", TemplateBody=(HERE / "template.json").read_text())
        assert stack["StackStatus"] == "CREATE_COMPLETE"
        where = {"LocationConstraint": REGION}
        made.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
        first = made.ended(made.start(made.upload("one")))
        assert first["status"] == "Succeeded", first
        yield made
    finally:
        made.process.terminate()
        assert made.process.wait(20) == 0
