"""What a role may do is what both its policies and its boundary allow; and a boundary can be demanded."""

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import TOOLS, Account, allow, policy, refusal

TRUST = policy({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}})


@pytest.fixture
def tools(local_aws: LocalAws) -> Account:
    return Account(local_aws, TOOLS)


def managed(account: Account, name: str, *actions: str) -> str:
    iam = account.client("iam")
    document = policy(allow(list(actions), "*"))
    return str(iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"])


def test_a_boundary_takes_away_what_it_does_not_allow(tools: Account) -> None:
    role = tools.role(allow(["sns:ListTopics", "sqs:ListQueues"], "*"))
    boundary = managed(tools, "only-topics", "sns:ListTopics", "s3:ListAllMyBuckets")
    tools.client("iam").put_role_permissions_boundary(RoleName=role.rpartition("/")[2], PermissionsBoundary=boundary)
    assert refusal(tools.acting(role, "sns").list_topics) is None
    assert refusal(tools.acting(role, "sqs").list_queues) == "AccessDenied"
    assert refusal(tools.acting(role, "s3").list_buckets) == "AccessDenied"


def test_an_arn_of_any_region_is_for_calls_to_the_regions_that_the_condition_names(tools: Account) -> None:
    regions = {"StringEquals": {"aws:RequestedRegion": ["eu-central-1", "eu-west-1"]}}
    role = tools.role(allow(["sns:CreateTopic"], f"arn:aws:sns:*:{TOOLS}:of-regions", Condition=regions))
    refused = {
        region: refusal(tools.acting(role, "sns", region).create_topic, Name="of-regions")
        for region in ("eu-central-1", "eu-west-1", "us-east-1")
    }
    assert refused == {"eu-central-1": None, "eu-west-1": None, "us-east-1": "AuthorizationError"}


def test_a_new_role_can_be_demanded_to_have_a_boundary(tools: Account) -> None:
    wanted, other = managed(tools, "wanted", "sns:*"), managed(tools, "other", "sns:*")
    only = {"StringEquals": {"iam:PermissionsBoundary": wanted}}
    iam = tools.acting(tools.role(allow(["iam:CreateRole"], "*", Condition=only)), "iam")
    new = {"AssumeRolePolicyDocument": TRUST}
    assert refusal(iam.create_role, RoleName="without", **new) == "AccessDenied"
    assert refusal(iam.create_role, RoleName="with-another", **new, PermissionsBoundary=other) == "AccessDenied"
    assert refusal(iam.create_role, RoleName="with-it", **new, PermissionsBoundary=wanted) is None


def test_a_role_that_is_changed_can_be_demanded_to_have_a_boundary(tools: Account) -> None:
    boundary = managed(tools, "of-changed", "sns:*")
    root = tools.client("iam")
    root.create_role(RoleName="bounded", AssumeRolePolicyDocument=TRUST, PermissionsBoundary=boundary)
    root.create_role(RoleName="unbounded", AssumeRolePolicyDocument=TRUST)
    only = {"StringEquals": {"iam:PermissionsBoundary": boundary}}
    iam = tools.acting(tools.role(allow(["iam:PutRolePolicy", "iam:AttachRolePolicy"], "*", Condition=only)), "iam")
    inline = {"PolicyName": "p", "PolicyDocument": policy(allow(["sns:*"], "*"))}
    assert refusal(iam.put_role_policy, RoleName="bounded", **inline) is None
    assert refusal(iam.put_role_policy, RoleName="unbounded", **inline) == "AccessDenied"
    assert refusal(iam.attach_role_policy, RoleName="bounded", PolicyArn=boundary) is None
    assert refusal(iam.attach_role_policy, RoleName="unbounded", PolicyArn=boundary) == "AccessDenied"


def test_which_policy_is_attached_can_be_demanded(tools: Account) -> None:
    one, another = managed(tools, "one", "sns:*"), managed(tools, "another", "sns:*")
    tools.client("iam").create_role(RoleName="attached-to", AssumeRolePolicyDocument=TRUST)
    only = {"ArnEquals": {"iam:PolicyARN": one}}
    iam = tools.acting(tools.role(allow(["iam:AttachRolePolicy"], "*", Condition=only)), "iam")
    assert refusal(iam.attach_role_policy, RoleName="attached-to", PolicyArn=one) is None
    assert refusal(iam.attach_role_policy, RoleName="attached-to", PolicyArn=another) == "AccessDenied"
