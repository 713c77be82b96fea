import pytest

from policy.rules.quotas.name_is_short import LIMITS, check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of, details, stack_of


@pytest.mark.parametrize(("kind", "where"), LIMITS)
def test_each_resource(kind: str, where: str) -> None:
    def found(length: int) -> list[str]:
        return details(check, assembly_of({"Type": kind, "Properties": {where: "n" * length}}))

    most = LIMITS[kind, where]
    assert found(most) == []
    assert found(most + 1) == [f"{where} {'n' * (most + 1)}: {most + 1} characters; AWS takes {most}"]


def test_a_name_with_the_accounts_id() -> None:
    name = {"Fn::Sub": "b" * 50 + "-${AWS::AccountId}"}
    assert details(check, assembly_of({"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}})) == []
    name = {"Fn::Sub": "b" * 51 + "-${AWS::AccountId}"}
    [said] = details(check, assembly_of({"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}}))
    assert said.endswith("64 characters; AWS takes 63")


def test_a_stack() -> None:
    assert details(check, Assembly((stack_of({}, name="s" * 128),))) == []
    assert details(check, Assembly((stack_of({}, name="s" * 129),))) == [
        f"{'s' * 129}: 129 characters; CloudFormation takes 128"
    ]
