from policy.rules.iam.wildcard_resource_has_no_alternative import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity, key


def test_an_action_with_a_resource_is_found_beside_one_without() -> None:
    statement = {"Action": ["ec2:DescribeInstances", "ec2:TerminateInstances"], "Resource": ["*"]}
    assert details(check, assembly_of(identity(statement))) == ["Resource::* for ec2:TerminateInstances"]


def test_an_action_that_aws_does_not_list_is_found() -> None:
    assert details(check, assembly_of(identity({"Action": "no:Such", "Resource": "*"}))) == ["Resource::* for no:Such"]


def test_actions_without_resource_in_any_case_and_the_key_of_a_keys_policy_pass() -> None:
    describe = {"Action": ["EC2:describeinstances", "tag:GetResources"], "Resource": "*"}
    assert details(check, assembly_of(identity(describe), key({"Action": "kms:Decrypt"}))) == []
