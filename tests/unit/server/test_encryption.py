"""S3 uses a customer's key in its caller's name: without the key's permission, the bucket's is not enough."""

from typing import Any

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import DEV, TOOLS, Account, Statement, allow, refusal

READ, WRITE = ["s3:GetObject"], ["s3:PutObject"]
DECRYPT, GENERATE = ["kms:Decrypt"], ["kms:GenerateDataKey"]


@pytest.fixture
def tools(local_aws: LocalAws) -> Account:
    return Account(local_aws, TOOLS)


@pytest.fixture
def dev(local_aws: LocalAws) -> Account:
    return Account(local_aws, DEV)


def test_reading_asks_for_decrypt_and_writing_for_a_data_key(tools: Account) -> None:
    key = tools.key()
    bucket = tools.bucket(key)
    tools.client("s3").put_object(Bucket=bucket, Key="k", Body=b"x")
    everything = allow([*READ, *WRITE], "*")

    def refused(*statements: Statement) -> tuple[str | None, str | None]:
        s3 = tools.acting(tools.role(everything, *statements), "s3")
        return refusal(s3.get_object, Bucket=bucket, Key="k"), refusal(s3.put_object, Bucket=bucket, Key="n", Body=b"")

    assert refused() == ("AccessDenied", "AccessDenied")
    assert refused(allow(DECRYPT, key)) == (None, "AccessDenied")
    assert refused(allow(GENERATE, key)) == ("AccessDenied", None)
    assert refused(allow([*DECRYPT, *GENERATE], key)) == (None, None)
    assert refused(allow([*DECRYPT, *GENERATE], key.replace(key[-6:], "000000"))) == ("AccessDenied", "AccessDenied")


@pytest.mark.parametrize(
    ("service", "expected"),
    [("s3.eu-central-1.amazonaws.com", None), ("s3.us-east-1.amazonaws.com", "AccessDenied")],
)
def test_the_key_is_used_via_s3_in_its_region(tools: Account, service: str, expected: str | None) -> None:
    key = tools.key()
    bucket = tools.bucket(key)
    tools.client("s3").put_object(Bucket=bucket, Key="k", Body=b"x")
    via = allow(DECRYPT, key, Condition={"StringEquals": {"kms:ViaService": service}})
    s3 = tools.acting(tools.role(allow(READ, "*"), via), "s3")
    assert refusal(s3.get_object, Bucket=bucket, Key="k") == expected


def test_a_denial_in_the_keys_policy_wins(tools: Account) -> None:
    role = tools.role(allow([*READ, *DECRYPT], "*"))
    denial = {"Effect": "Deny", "Action": DECRYPT, "Resource": "*", "Principal": {"AWS": role}}
    bucket = tools.bucket(tools.key(denial))
    tools.client("s3").put_object(Bucket=bucket, Key="k", Body=b"x")
    assert refusal(tools.acting(role, "s3").get_object, Bucket=bucket, Key="k") == "AccessDenied"


def test_a_bucket_without_a_key_of_its_own_needs_no_permission_of_kms(tools: Account) -> None:
    s3 = tools.client("s3")
    s3.create_bucket(Bucket="plain-bucket", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    s3.put_object(Bucket="plain-bucket", Key="k", Body=b"x")
    assert refusal(tools.acting(tools.role(allow(READ, "*")), "s3").get_object, Bucket="plain-bucket", Key="k") is None


def across(account: str, actions: list[str], **more: Any) -> Statement:
    return allow(actions, "*", Principal={"AWS": f"arn:aws:iam::{account}:root"}, **more)


@pytest.mark.parametrize(
    ("in_bucket_policy", "in_key_policy", "in_role", "expected"),
    [
        (True, True, True, None),
        (False, True, True, "AccessDenied"),
        (True, False, True, "AccessDenied"),
        (True, True, False, "AccessDenied"),
    ],
)
def test_across_accounts_bucket_key_and_role_must_all_allow(
    tools: Account, dev: Account, in_bucket_policy: bool, in_key_policy: bool, in_role: bool, expected: str | None
) -> None:
    key = tools.key(*[across(DEV, DECRYPT)] * in_key_policy)
    bucket = tools.bucket(key, *[across(DEV, READ)] * in_bucket_policy)
    tools.client("s3").put_object(Bucket=bucket, Key="k", Body=b"x")
    role = dev.role(*[allow([*READ, *DECRYPT], "*")] * in_role)
    assert refusal(dev.acting(role, "s3").get_object, Bucket=bucket, Key="k") == expected


@pytest.mark.parametrize(("named", "expected"), [(True, None), (False, "AccessDenied")])
def test_a_policy_names_a_foreign_role_by_the_arn_of_the_role(
    tools: Account, dev: Account, named: bool, expected: str | None
) -> None:
    role = dev.role(allow([*READ, *DECRYPT], "*"))
    wanted = role if named else f"{role}-of-another-name"
    only = {"Condition": {"ArnEquals": {"aws:PrincipalArn": wanted}}}
    bucket = tools.bucket(tools.key(across(DEV, DECRYPT, **only)), across(DEV, READ, **only))
    tools.client("s3").put_object(Bucket=bucket, Key="k", Body=b"x")
    assert refusal(dev.acting(role, "s3").get_object, Bucket=bucket, Key="k") == expected


@pytest.mark.parametrize(("owner", "expected"), [(TOOLS, None), (DEV, "AccessDenied")])
def test_the_account_of_a_resource_is_its_owners(
    tools: Account, dev: Account, owner: str, expected: str | None
) -> None:
    of_owner = {"Condition": {"StringEquals": {"aws:ResourceAccount": owner}}}
    role = dev.role(allow(READ, "*", **of_owner), allow(DECRYPT, "*"))
    bucket = tools.bucket(tools.key(across(DEV, DECRYPT)), across(DEV, READ))
    tools.client("s3").put_object(Bucket=bucket, Key="k", Body=b"x")
    assert refusal(dev.acting(role, "s3").get_object, Bucket=bucket, Key="k") == expected
