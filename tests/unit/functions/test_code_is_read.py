"""New code from S3 is read with the rights of who changes the function, in another account too."""

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.functions.shop import ANSWER, Shop, open_shop, zipped
from tests.unit.server.accounts import DEV, TOOLS, Account, allow, refusal

READ, DECRYPT = ["s3:GetObject"], ["kms:Decrypt"]
THERE = {"Principal": {"AWS": f"arn:aws:iam::{DEV}:root"}}


@pytest.fixture(scope="module")
def shop(local_aws: LocalAws) -> Shop:
    return open_shop(Account(local_aws, DEV))


@pytest.mark.parametrize(
    ("in_role", "in_bucket", "in_key", "expected"),
    [
        ([*READ, *DECRYPT], True, True, None),
        (DECRYPT, True, True, "AccessDeniedException"),
        (READ, True, True, "AccessDeniedException"),
        ([*READ, *DECRYPT], False, True, "AccessDeniedException"),
        ([*READ, *DECRYPT], True, False, "AccessDeniedException"),
    ],
)
def test_role_bucket_and_key_must_all_allow(
    local_aws: LocalAws, shop: Shop, in_role: list[str], in_bucket: bool, in_key: bool, expected: str | None
) -> None:
    tools = Account(local_aws, TOOLS)
    key = tools.key(*[allow(DECRYPT, "*", **THERE)] * in_key)
    bucket = tools.bucket(key, *[allow(READ, "*", **THERE)] * in_bucket)
    tools.client("s3").put_object(Bucket=bucket, Key="k", Body=zipped(ANSWER.format(version="3")))
    role = shop.account.role(allow(["lambda:UpdateFunctionCode"], shop.arn), allow(in_role, "*"))
    update = shop.account.acting(role, "lambda").update_function_code
    assert refusal(update, FunctionName=shop.name, S3Bucket=bucket, S3Key="k") == expected


def test_the_code_that_was_read_runs(local_aws: LocalAws, shop: Shop) -> None:
    tools = Account(local_aws, TOOLS)
    bucket = tools.bucket(tools.key(allow(DECRYPT, "*", **THERE)), allow(READ, "*", **THERE))
    tools.client("s3").put_object(Bucket=bucket, Key="k", Body=zipped(ANSWER.format(version="of S3")))
    role = shop.account.role(allow(["lambda:*"], "*"), allow([*READ, *DECRYPT], "*"))
    acting = shop.account.acting(role, "lambda")
    acting.update_function_code(FunctionName=shop.name, S3Bucket=bucket, S3Key="k")
    assert acting.invoke(FunctionName=shop.name)["Payload"].read() == b'"of S3"'


@pytest.mark.parametrize(("qualifier", "expected"), [("live", None), ("1", "AccessDeniedException")])
def test_who_may_ask_the_alias_may_ask_nothing_else(shop: Shop, qualifier: str, expected: str | None) -> None:
    role = shop.account.role(allow(["lambda:InvokeFunction"], f"{shop.arn}:live"))
    assert refusal(shop.account.acting(role, "lambda").invoke, FunctionName=shop.name, Qualifier=qualifier) == expected
