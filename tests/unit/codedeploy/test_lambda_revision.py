"""The AppSpec of a function is read strictly, and turned round for a rollback."""

import json
from typing import Any

import pytest

from rehearsal.codedeploy.lambda_revision import LambdaRevision, parse
from rehearsal.server.service import ApiError

REVISION = LambdaRevision("shop", "live", "1", "2", (("BeforeAllowTraffic", "before"),))


def spec(**changed: Any) -> dict[str, Any]:
    content = json.loads(REVISION.request()["appSpecContent"]["content"])
    return {"revisionType": "AppSpecContent", "appSpecContent": {"content": json.dumps({**content, **changed})}}


def test_what_is_written_is_read() -> None:
    assert parse(REVISION.request()) == REVISION
    assert REVISION.id == "shop:live"


def test_the_way_back_asks_nobody() -> None:
    assert parse(REVISION.back().request()) == LambdaRevision("shop", "live", "2", "1", ())


@pytest.mark.parametrize(
    "revision",
    [
        {"revisionType": "S3", "s3Location": {}},
        {"revisionType": "AppSpecContent", "appSpecContent": {"content": "version: 0.0"}},
        spec(Resources=[]),
        spec(Resources=[{"a": {"Type": "AWS::ECS::Service", "Properties": {}}}]),
        spec(Hooks=[{"AfterInstall": "f"}]),
        spec(Files=[]),
    ],
    ids=["s3", "no json", "no resource", "another type", "unknown hook", "unknown key"],
)
def test_another_is_refused(revision: dict[str, Any]) -> None:
    with pytest.raises(ApiError) as refused:
        parse(revision)
    assert refused.value.code == "InvalidRevisionException"
