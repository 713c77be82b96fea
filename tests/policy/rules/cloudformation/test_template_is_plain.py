from policy.rules.cloudformation.template_is_plain import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of, details, stack_of

BUCKET = {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "Metadata": {"aws:cdk:path": "a/b", "cdk_nag": {}}}


def test_what_cdk_writes_is_plain() -> None:
    plain = stack_of({"Bucket": BUCKET}, Parameters={}, Outputs={}, Description="x")
    assert details(check, Assembly((plain,))) == []


def test_a_section_of_another_kind_is_found() -> None:
    template = stack_of({}, Mappings={"Sizes": {}}, Rules={})
    assert details(check, Assembly((template,))) == ["Section::Mappings", "Section::Rules"]


def test_an_attribute_of_another_kind_is_found() -> None:
    waits = {**BUCKET, "CreationPolicy": {}, "Metadata": {"AWS::CloudFormation::Init": {}}}
    assert details(check, assembly_of(waits)) == [
        "Attribute::CreationPolicy",
        "Attribute::Metadata.AWS::CloudFormation::Init",
    ]
